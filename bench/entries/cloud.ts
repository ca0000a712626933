import { writeFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import type { CloudRun } from "../../lib/app/cloud/cloud-run.ts";
import { changedNeed, generateCloudFleet } from "../fleet/cloud-fleet.ts";
import { type Project, SCRATCH, writeProject } from "../fleet/project.ts";
import { type Command, type Run, RunError } from "../measure/run.ts";
import { spreadOf } from "../measure/statistics.ts";
import type { Measured } from "../report/result.ts";
import type { EntryName } from "../report/targets.ts";
import { withEngine } from "./engine.ts";
import { type Bench, fairlead, type Group, grouped, measured } from "./group.ts";

/** Returns the command that brings up the clouds of a project. */
const up = (bench: Bench, { root }: Pick<Project, "root">, ...flags: readonly string[]): Command => ({
  ...fairlead(bench, root, "up", "--only", "cloud", "--engine", "pulumi", "--json", ...flags),
  withChildren: true,
});

const changesOf = ({ stdout }: Run): number => {
  const { shards }: CloudRun = JSON.parse(stdout);
  return shards.reduce((sum, { steps }) => sum + steps.length, 0);
};

function expectChanges(run: Run, expected: number, what: string): void {
  const changes = changesOf(run);
  if (changes !== expected) throw new RunError(`${what} made ${changes} changes, expected ${expected}`);
}

/** Runs a command once. A run takes minutes, so there is no warm-up. */
async function once(bench: Bench, name: EntryName, command: Command): Promise<{ readonly run: Run; readonly result: Measured }> {
  const load = loadavg()[0] ?? 0;
  const run = await bench.runner.run(command);
  bench.say(`${name}: ${run.seconds.toFixed(1)} s`);
  const series = { first: run, runs: [run], seconds: spreadOf([run.seconds]), peakBytes: run.peakBytes };
  return { run, result: measured(name, series, { notes: [`one run, at a load of ${load.toFixed(1)}`] }) };
}

const withNotes = (result: Measured, ...notes: readonly string[]): Measured => ({ ...result, notes: [...result.notes, ...notes] });

const cloudFleet = ({ path, checkout }: Bench, services: number): Project =>
  writeProject(path(`cloud-${services}`), generateCloudFleet(services), checkout);

/** 300 services: from nothing, one change, no change. */
const large = withEngine(["cloud-300x1", "cloud-one-300x1", "cloud-again-300x1"], async (bench) => {
  const project = cloudFleet(bench, 300);
  const cold = await once(bench, "cloud-300x1", up(bench, project));
  const [path, text] = changedNeed(1, 2);
  writeFileSync(join(project.root, path), text);
  const one = await once(bench, "cloud-one-300x1", up(bench, project));
  expectChanges(one.run, 1, "one change");
  const again = await once(bench, "cloud-again-300x1", up(bench, project));
  expectChanges(again.run, 0, "a run without a change");
  return [
    withNotes(cold.result, `${grouped(changesOf(cold.run))} resources; memory of all processes together`),
    one.result,
    withNotes(again.result, "no engine started"),
  ];
});

/** The sample fleet, from nothing. */
const sample = withEngine(["cloud-cold-sample"], async (bench) => {
  const project = bench.sample();
  bench.discard(join(project.root, SCRATCH));
  const { run, result } = await once(bench, "cloud-cold-sample", up(bench, project));
  return [withNotes(result, `${grouped(changesOf(run))} resources on ${project.locks.size} stacks`)];
});

/** Compares the parts of a stack with one Pulumi stack that has all resources. */
const oneStack = withEngine(["cloud-100x1", "cloud-one-stack-100x1"], async (bench) => {
  const project = cloudFleet(bench, 100);
  const parts = await once(bench, "cloud-100x1", up(bench, project));
  const shown = bench.path("cloud-100x1.json");
  writeFileSync(shown, (await bench.runner.run(fairlead(bench, project.root, "cloud", "show", "--inputs", "--json"))).stdout);
  const args = [join(bench.checkout, "bench", "children", "one-stack.ts"), shown, bench.path("one-stack")];
  const whole = await once(bench, "cloud-one-stack-100x1", { args, cwd: project.root, withChildren: true });
  const resources = changesOf(parts.run);
  if (Number(whole.run.stdout) !== resources) throw new RunError(`one stack has ${whole.run.stdout} resources, expected ${resources}`);
  const ratio = (parts.run.seconds / whole.run.seconds).toFixed(2);
  return [withNotes(parts.result, `${grouped(resources)} resources, ${ratio} x the time of one stack`), whole.result];
});

export const cloudGroups: readonly Group[] = [sample, large, oneStack];
