import { readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { describeRefused } from "../../lib/pulumi/engine/engine.ts";
import { findEngine } from "../../lib/pulumi/engine/find-engine.ts";
import { countManifests, GENERATED, startFromNothing } from "../fleet/project.ts";
import { type Command, type Run, RunError } from "../measure/run.ts";
import { median } from "../measure/statistics.ts";
import type { Measured } from "../report/result.ts";
import type { EntryName } from "../report/targets.ts";
import { type Bench, compete, fairlead, type Group, grouped, measured } from "./group.ts";
import { expectCount } from "./rival.ts";
import { untouched } from "./untouched.ts";

/** The maximum number of runs. A run with the engine takes about 40 s, and times differ by less than 5 %. */
const MAX_ROUNDS = 2;

interface UpReport {
  readonly engine: { readonly stacks: readonly { readonly stack: string; readonly objects: number; readonly peakBytes: number }[] } | null;
}

const stacksOf = ({ stdout }: Run): NonNullable<UpReport["engine"]>["stacks"] => {
  const { engine }: UpReport = JSON.parse(stdout);
  return engine?.stacks ?? [];
};

function expectRan(run: Run, expected: number): void {
  const ran = stacksOf(run).length;
  if (ran !== expected) throw new RunError(`fairlead up rendered ${ran} stacks with the engine, expected ${expected}`);
}

/** Measures with the Pulumi engine, or skips the entries with a reason if there is no engine. */
export const withEngine = (names: readonly EntryName[], run: (bench: Bench, version: string) => Promise<readonly Measured[]>): Group => ({
  names,
  run: async (bench) => {
    const { engine, refused } = await findEngine(process.env, homedir());
    if (engine !== undefined) return { measured: await run(bench, engine.version) };
    const reason = ["no Pulumi engine", ...refused.map(describeRefused)].join("; ");
    return { measured: [], skipped: names.map((name) => ({ name, reason })) };
  },
});

/** `up` with the Pulumi engine, from nothing, in turns with the embedded writer. */
const large = withEngine(["engine-1000x1"], async (bench, version) => {
  const project = bench.fleet(1);
  // The datastore is empty, so every entry of the lock stays.
  const up = (writer: string): Command =>
    fairlead(bench, project.root, "up", "--json", "--engine", writer, "--datastore", `file:${bench.path("no-releases")}`);
  const peaks: number[] = [];
  let objects = 0;
  const prepare = (): void => startFromNothing(project, bench.discard);
  const series = await compete({ ...bench, rounds: Math.min(bench.rounds, MAX_ROUNDS) }, [
    {
      name: "engine-1000x1",
      command: up("pulumi"),
      prepare,
      verify: (run) => {
        const [stack] = stacksOf(run);
        objects = stack?.objects ?? 0;
        expectCount(countManifests(join(project.root, GENERATED)), objects, "fairlead up with the engine");
        peaks.push(stack?.peakBytes ?? 0);
      },
    },
    { name: "embedded", command: up("embedded"), prepare },
  ]);
  const each = (name: string): string => `${((series(name).seconds.median / objects) * 1000).toFixed(2)} ms`;
  const notes = [
    `${grouped(objects)} objects: ${each("engine-1000x1")} an object; embedded ${each("embedded")}`,
    `Pulumi ${version}; memory of engine, provider and Node together`,
  ];
  return [measured("engine-1000x1", series("engine-1000x1"), { figures: { megabytes: median(peaks) / 1e6 }, notes })];
});

/** The sample fleet: all four stacks from nothing, one service on one stack, and no change. */
const sample = withEngine(["engine-cold-sample", "engine-one-sample", "engine-again-sample"], async (bench) => {
  const project = bench.sample();
  const command = fairlead(bench, project.root, "up", "--json", "--engine", "pulumi", "--parallel", "4");
  const few = { ...bench, rounds: Math.min(bench.rounds, MAX_ROUNDS) };
  const cold = await compete(few, [
    {
      name: "engine-cold-sample",
      command,
      prepare: () => {
        bench.runner.forgetCompiled();
        startFromNothing(project, bench.discard);
      },
      verify: (run) => expectRan(run, project.locks.size),
    },
  ]);
  const stack = join(project.root, "stacks", `${CHANGED}.ts`);
  const one = await compete(few, [
    {
      name: "engine-one-sample",
      command,
      prepare: (round) => writeFileSync(stack, readFileSync(stack, "utf8").replace(/max: \d+/, `max: ${50 + round}`)),
      verify: (run) => expectRan(run, 1),
    },
  ]);
  const { prepare, verify, written, note } = untouched(project);
  const again = await compete(bench, [
    {
      name: "engine-again-sample",
      command,
      prepare,
      verify: (run) => {
        expectRan(run, 0);
        verify();
      },
    },
  ]);
  return [
    measured("engine-cold-sample", cold("engine-cold-sample")),
    measured("engine-one-sample", one("engine-one-sample"), { notes: [`frontend on ${CHANGED}`] }),
    measured("engine-again-sample", again("engine-again-sample"), {
      figures: { written: written() },
      notes: ["no engine started", note()],
    }),
  ];
});

/** The stack of the sample fleet that overrides one service. */
const CHANGED = "prod-us-central1";

export const engineGroups: readonly Group[] = [sample, large];
