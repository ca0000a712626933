import { compete, fairlead, type Group, measured } from "./group.ts";

export const helpGroup: Group = {
  names: ["help"],
  run: async (bench) => {
    const series = await compete(bench, [{ name: "help", command: fairlead(bench, bench.sample().root, "--help") }]);
    return { measured: [measured("help", series("help"))] };
  },
};

export const checkGroup: Group = {
  names: ["check-sample"],
  run: async (bench) => {
    const { root } = bench.sample();
    await bench.runner.run(fairlead(bench, root, "render"));
    const series = await compete(bench, [{ name: "check-sample", command: fairlead(bench, root, "check") }]);
    return { measured: [measured("check-sample", series("check-sample"))] };
  },
};
