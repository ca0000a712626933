import type { DurableBackend } from "../../pulumi/process/backend.ts";
import type { Program } from "../../pulumi/process/program.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import { refreshOperation, targetOperation } from "../../pulumi/programs/cloud/cloud-program.ts";
import { readStack } from "../../pulumi/state/read-stack.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import { settleShard } from "../../diff/cloud/settle-shard.ts";
import type { AppContext } from "../context.ts";
import type { CloudShard } from "./cloud-run.ts";
import { lostIn, unfinishedIn } from "./lost-creations.ts";
import type { PlannedShard } from "./plan-shards.ts";
import { shardResult } from "./shard-result.ts";
import { type Outcomes, runShardPrograms, type ShardSettings, shardProgram } from "./shard-runner.ts";

/** The settings of a run, and its states. */
export interface ShardRun extends ShardSettings {
  readonly files: StateFiles;
}

/** A shard that may run. */
export interface AllowedShard extends PlannedShard {
  readonly backend: DurableBackend;
}

type Adoptions = ReadonlyMap<string, Readonly<Record<string, string>>>;

export const shardName = ({ stack, name }: PlannedShard): Pick<CloudShard, "stack" | "shard"> => ({ stack: stack.name, shard: name });

/**
 * Brings shards to what the specs say. A killed run, or one without answers, may have created resources that no state has. This one takes
 * them over, so no resource is made twice.
 */
export async function upShards(
  context: AppContext,
  run: ShardRun,
  shards: readonly AllowedShard[],
): Promise<ReadonlyMap<string, CloudShard>> {
  if (shards.length === 0) return new Map();
  context.onEvent({ kind: "cloud-starts", shards: shards.map(({ name }) => name) });
  const interrupted = shards.filter(({ recorded }) => recorded?.pendingOperations.some(({ kind }) => kind === "creating"));
  await runAll(context, run, new Map(interrupted.map((shard) => [shard.name, shardProgram(run, shard, refreshOperation("settle"))])));
  const adopted = await adopt(context, run, shards, new Map(interrupted.map((shard) => [shard.name, unfinishedIn(shard)])));
  const first = await upAll(context, run, shards);
  const lost = shards.flatMap((shard) => {
    const outcome = first.get(shard.name);
    const ids = outcome === undefined ? {} : lostIn(outcome, shard);
    return Object.keys(ids).length === 0 ? [] : [[shard.name, ids] as const];
  });
  const repaired = await adopt(context, run, shards, new Map(lost));
  const second = await upAll(
    context,
    run,
    shards.filter(({ name }) => repaired.has(name)),
  );
  return new Map(
    shards.flatMap((shard) => {
      const runs = [adopted, first, repaired, second].flatMap((outcomes) => outcomes.get(shard.name) ?? []);
      const result = runs.length === 0 ? undefined : shardResult(shardName(shard), joined(runs));
      if (result === undefined) return [];
      context.onEvent({ kind: "cloud-ends", shard: result });
      return [[shard.name, result]];
    }),
  );
}

/** Joins the runs of a shard: the last one decides, and the changes of the others count. */
function joined(runs: readonly ProgramOutcome[]): ProgramOutcome {
  const [last] = runs.slice(-1);
  if (last === undefined) throw new Error("a shard has no run");
  const before = runs.slice(0, -1).flatMap(({ steps }) => steps.filter(({ outcome }) => outcome === "done"));
  return { ...last, steps: [...before, ...last.steps], seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0) };
}

/** Takes over resources that exist. Those that do not exist fail, and the next run creates them. */
function adopt(context: AppContext, run: ShardRun, shards: readonly AllowedShard[], ids: Adoptions): Promise<Outcomes> {
  const known = shards.flatMap((shard) => {
    const own = ids.get(shard.name) ?? {};
    return Object.keys(own).length === 0
      ? []
      : [[shard.name, upProgram(run, { ...shard, input: { ...shard.input, adopt: own } })] as const];
  });
  return runAll(context, run, new Map(known));
}

/** Brings shards to what the specs say. Reads the states again, because an earlier run may have changed them. */
async function upAll(context: AppContext, run: ShardRun, shards: readonly AllowedShard[]): Promise<Outcomes> {
  const programs = shards.map(async (shard) => {
    const state = await readStack(run.files, run.project.name, shard.name);
    const place = { stack: shard.stack.name, shard: shard.name, project: run.project.name };
    const settled = settleShard({ ...place, resources: shard.input.resources, recorded: state?.recorded.resources ?? [] });
    return [shard.name, upProgram(run, { ...shard, input: settled.input })] as const;
  });
  return runAll(context, run, new Map(await Promise.all(programs)));
}

/** Returns the program that brings a shard to what the specs say. */
const upProgram = (run: ShardRun, shard: AllowedShard): Program =>
  shardProgram(run, shard, shard.targets === undefined ? undefined : targetOperation(shard.targets));

const runAll = (context: AppContext, run: ShardRun, programs: ReadonlyMap<string, Program>): Promise<Outcomes> =>
  runShardPrograms(context, run, programs, progressOf(context, programs));

/** Milliseconds between two reports about a shard. */
const REPORT_EVERY_MS = 10_000;

/** Reports the progress of long shards. */
function progressOf({ onEvent }: AppContext, programs: ReadonlyMap<string, Program>): (shard: string, done: number) => void {
  const reported = new Map([...programs.keys()].map((name) => [name, performance.now()]));
  return (shard, done) => {
    if (performance.now() - (reported.get(shard) ?? 0) < REPORT_EVERY_MS) return;
    reported.set(shard, performance.now());
    const total = programs.get(shard)?.resources ?? done;
    onEvent({ kind: "cloud-progresses", shard, done: Math.min(done, total), total });
  };
}
