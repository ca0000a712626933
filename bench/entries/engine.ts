import { homedir } from "node:os";
import { join } from "node:path";
import { findEngine } from "../../lib/engine/find.ts";
import { countManifests, GENERATED, startFromNothing } from "../fleet/project.ts";
import { alternate, type Contender } from "../measure/series.ts";
import { median } from "../measure/statistics.ts";
import { fairlead, type Group, grouped, measured } from "./group.ts";
import { expectCount } from "./rival.ts";

/** The engine takes a minute; five of them tell no more than two. */
const MOST_ROUNDS = 2;

interface UpReport {
  readonly engine: { readonly stacks: readonly { readonly objects: number; readonly peakBytes: number }[] };
}

/** `up` with the Pulumi engine, from nothing, in turns with the embedded writer. */
export const engineGroup: Group = {
  names: ["engine-1000x1"],
  run: async (bench) => {
    const { engine, refused } = await findEngine(process.env, homedir());
    if (engine === undefined) {
      const why = refused.map(({ pulumi, problem }) => `${pulumi} ${problem}`).join("; ");
      return { measured: [], skipped: [{ name: "engine-1000x1", reason: `no Pulumi engine${why === "" ? "" : `: ${why}`}` }] };
    }
    const project = bench.fleet(1);
    // Nothing is recorded, so every line of the lock stays.
    const up = (writer: string) =>
      fairlead(bench, project.root, "up", "--json", "--engine", writer, "--datastore", `file:${bench.path("no-releases")}`);
    const tree = join(project.root, GENERATED);
    const peaks: number[] = [];
    let objects = 0;
    const contender = (name: string, writer: string, verify: Contender["verify"]): Contender => ({
      name,
      command: up(writer),
      prepare: () => startFromNothing(project, bench.discard),
      ...(verify === undefined ? {} : { verify }),
    });
    const rounds = Math.min(bench.rounds, MOST_ROUNDS);
    const series = await alternate(
      [
        contender("engine-1000x1", "pulumi", ({ stdout }) => {
          const report: UpReport = JSON.parse(stdout);
          const [stack] = report.engine.stacks;
          objects = stack?.objects ?? 0;
          expectCount(countManifests(tree), objects, "fairlead up with the engine");
          peaks.push(stack?.peakBytes ?? 0);
        }),
        contender("embedded", "embedded", undefined),
      ],
      { ...bench, rounds },
    );
    const [own, embedded] = [series.get("engine-1000x1"), series.get("embedded")];
    if (own === undefined || embedded === undefined) throw new RangeError("the engine did not run");
    const each = (seconds: number): string => `${((seconds / objects) * 1000).toFixed(2)} ms`;
    const entry = measured("engine-1000x1", own, {
      figures: { megabytes: median(peaks) / 1e6 },
      notes: [
        `${grouped(objects)} objects: ${each(own.seconds.median)} an object; embedded ${each(embedded.seconds.median)}`,
        `Pulumi ${engine.version}; memory of engine, provider and Node together`,
      ],
    });
    return { measured: [entry] };
  },
};
