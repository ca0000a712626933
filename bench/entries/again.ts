import { compete, fairlead, type Group, measured } from "./group.ts";
import { untouched } from "./untouched.ts";

/** Renders a whole fleet that is up to date, and checks that the run changed nothing on the disk. */
export const againGroup: Group = {
  names: ["render-1000x10-again"],
  run: async (bench) => {
    const name = "render-1000x10-again";
    const project = bench.fleet(10);
    bench.say("rendering an unchanged fleet");
    await bench.runner.run(fairlead(bench, project.root, "render"));
    const { prepare, verify, written, note } = untouched(project);
    const series = await compete(bench, [{ name, command: fairlead(bench, project.root, "render"), prepare, verify }]);
    return { measured: [measured(name, series(name), { figures: { written: written() }, notes: [note()] })] };
  },
};
