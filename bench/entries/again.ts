import { GENERATED, SCRATCH } from "../fleet/project.ts";
import { differences, type Snapshot, snapshot } from "../measure/snapshot.ts";
import { compete, fairlead, type Group, grouped, measured } from "./group.ts";

/** Renders a whole fleet that is rendered already, and looks whether anything on the disk was touched. */
export const againGroup: Group = {
  names: ["render-1000x10-again"],
  run: async (bench) => {
    const name = "render-1000x10-again";
    const project = bench.fleet(10);
    bench.say("rendering what is rendered again");
    await bench.runner.run(fairlead(bench, project.root, "render"));
    // Fairlead's own scratch directory holds its lock, which every run takes.
    const look = (): Snapshot => snapshot(project.root, new Set(["node_modules", SCRATCH]));
    let before: Snapshot = new Map();
    let written = 0;
    const series = await compete(bench, [
      {
        name,
        command: fairlead(bench, project.root, "render"),
        prepare: () => void (before = look()),
        verify: () => void (written = Math.max(written, differences(before, look()).length)),
      },
    ]);
    const note = `written: ${grouped(written)} of ${grouped(before.size)} files and directories in ${GENERATED}/ and beside it`;
    return { measured: [measured(name, series(name), { figures: { written }, notes: [note] })] };
  },
};
