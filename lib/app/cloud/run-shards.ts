import { UserError } from "../../base/user-error.ts";
import type { StackModel } from "../../model/model.ts";
import type { CloudTarget } from "../../pulumi/programs/cloud/cloud-program.ts";
import { clearDeadLocks } from "../../pulumi/state/locks.ts";
import type { AppContext } from "../context.ts";
import type { CloudShard } from "./cloud-run.ts";
import type { PlannedShard } from "./plan-shards.ts";
import { policyRefusals } from "./policy-violations.ts";
import { protectedLosses } from "./protected-losses.ts";
import { notRun, refusedShard } from "./shard-result.ts";
import { shardBackend } from "./shard-runner.ts";
import { isFoundation, joinRuns, twoRuns, type TwoRuns } from "./two-runs.ts";
import { type AllowedShard, type ShardRun, shardName, upShards } from "./up-shards.ts";

/**
 * Runs shards on the engine: first the foundations of all stacks, then the needs of those whose foundation stands. A need that refers to a new
 * resource of another part comes after it. What a foundation loses goes last, because needs use it until then. If a shard would lose
 * protected resources, no shard of its stack runs.
 */
export async function runShards(context: AppContext, run: ShardRun, shards: readonly PlannedShard[]): Promise<readonly CloudShard[]> {
  const refusals = new Map([...(await policyRefusals(context, run, shards)), ...lossRefusals(shards)]);
  const results = new Map<string, CloudShard>();
  const runAfter = async (some: readonly (PlannedShard | undefined)[], reason: (stack: string) => string): Promise<void> => {
    const failed = new Set([...results.values()].flatMap(({ outcome, stack }) => (outcome === "failed" ? [stack] : [])));
    const wanted = some.filter((each) => each !== undefined);
    const ready = wanted.filter(({ stack }) => !failed.has(stack.name));
    const held = wanted.filter(({ stack }) => failed.has(stack.name)).map((each) => notRun(shardName(each), reason(each.stack.name)));
    for (const ended of [...held, ...(await runStage(context, run, ready, refusals))])
      results.set(ended.shard, joinRuns(results.get(ended.shard), ended));
  };
  const runsOf = (shard: PlannedShard): TwoRuns => {
    const hasOthers = shards.some((other) => other !== shard && other.stack.name === shard.stack.name);
    return twoRuns(shard, run.project.name, hasOthers && !refusals.has(shard.name));
  };
  const foundations = shards.filter(isFoundation).map(runsOf);
  const needs = shards.filter((each) => !isFoundation(each)).map(runsOf);
  const early = ({ early: first }: TwoRuns) => first;
  const late = ({ late: last }: TwoRuns) => last;
  await runAfter(foundations.map(early), () => "");
  await runAfter(needs.map(early), (stack) => `the foundation of ${stack} failed`);
  await runAfter(needs.map(late), (stack) => `another part of ${stack} failed, and this part refers to it`);
  await runAfter(foundations.map(late), (stack) => `another part of ${stack} failed, and may use what would be deleted`);
  return shards.flatMap(({ name }) => results.get(name) ?? []);
}

/** Refuses the shards that would lose protected resources, and holds back the others of their stacks. */
function lossRefusals(shards: readonly PlannedShard[]): ReadonlyMap<string, CloudShard> {
  const losses = new Map(shards.map((shard) => [shard, protectedLosses(shard)] as const));
  const losing = new Set(shards.filter((shard) => (losses.get(shard)?.length ?? 0) > 0).map(({ stack }) => stack.name));
  const message = "would delete or replace protected resources; nothing was changed";
  return new Map(
    shards
      .filter(({ stack }) => losing.has(stack.name))
      .map((shard) => {
        const messages = losses.get(shard) ?? [];
        const name = shardName(shard);
        if (messages.length === 0) return [shard.name, notRun(name, `another part of ${name.stack} ${message}`)];
        return [shard.name, { ...refusedShard(name, { message, hint: undefined }), messages }];
      }),
  );
}

async function runStage(
  context: AppContext,
  run: ShardRun,
  shards: readonly PlannedShard[],
  refusals: ReadonlyMap<string, CloudShard>,
): Promise<readonly CloudShard[]> {
  const allowed: AllowedShard[] = [];
  const results = new Map<string, CloudShard>();
  for (const shard of shards) {
    const found = refusals.get(shard.name) ?? (await allow(context, run, shard));
    if ("outcome" in found) results.set(shard.name, found);
    else allowed.push(found);
  }
  for (const [name, result] of await upShards(context, run, allowed)) results.set(name, result);
  return shards.flatMap(({ name }) => results.get(name) ?? []);
}

/** Returns a shard with its backend, or the result of one that may not run. */
async function allow(context: AppContext, run: ShardRun, shard: PlannedShard): Promise<AllowedShard | CloudShard> {
  const { files, project, config } = run;
  const { name, stack, recorded } = shard;
  try {
    if (shard.components !== undefined) requireVariables(context, run.target, stack);
    for (const lock of await clearDeadLocks(files, project.name, name)) context.onEvent({ kind: "cloud-unlocks", shard: name, lock });
    if (recorded !== undefined && recorded.pendingOperations.length > 0)
      context.onEvent({ kind: "cloud-resumes", shard: name, pending: recorded.pendingOperations.length });
    return { ...shard, backend: shardBackend(context, config, files, shard) };
  } catch (error) {
    if (error instanceof UserError) return refusedShard(shardName(shard), error);
    throw error;
  }
}

/** Requires the variables that components read. The local cloud needs none. @throws UserError USAGE */
function requireVariables({ env }: AppContext, { kind }: CloudTarget, { file, cloud: { variables = [] } }: StackModel): void {
  const missing = kind === "local" ? [] : variables.filter((name) => (env[name] ?? "") === "");
  if (missing.length === 0) return;
  throw new UserError("USAGE", `${file}: cloud.variables names ${missing.join(", ")}, which the environment does not have`, {
    hint: `set ${missing.join(", ")}, and run the command again`,
  });
}
