import { UserError } from "../../base/user-error.ts";
import type { Engine } from "../../pulumi/engine/engine.ts";
import type { Program, PulumiProject } from "../../pulumi/process/program.ts";
import { cloudProgram, type CloudTarget } from "../../pulumi/programs/cloud/cloud-program.ts";
import { componentsProgram } from "../../pulumi/programs/cloud/components/components-program.ts";
import { runPrograms } from "../../pulumi/run-programs.ts";
import { clearDeadLocks } from "../../pulumi/state/locks.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import type { Config } from "../../model/config.ts";
import type { StackModel } from "../../model/model.ts";
import type { AppContext } from "../context.ts";
import type { OnEvent } from "../events.ts";
import type { EngineLimits } from "../engine/engine-limits.ts";
import type { CloudShard } from "./cloud-run.ts";
import { stateSecrets } from "./cloud-settings.ts";
import { installedPackages } from "./components-shard.ts";
import type { PlannedShard } from "./plan-shards.ts";
import { protectedLosses } from "./protected-losses.ts";
import { notRun, refusedShard, shardResult } from "./shard-result.ts";

/** The settings that all shards of a run share. */
export interface ShardRun extends EngineLimits {
  readonly config: Config;
  readonly project: PulumiProject;
  readonly files: StateFiles;
  readonly target: CloudTarget;
  readonly engine: Engine;
  /** Fairlead's own directory in the repository. */
  readonly scratch: string;
  readonly signal: AbortSignal;
}

/** Runs shards on the engine: first the foundations of all stacks, then the needs of those whose foundation stands. */
export async function runShards(context: AppContext, run: ShardRun, shards: readonly PlannedShard[]): Promise<readonly CloudShard[]> {
  const isFoundation = ({ name }: PlannedShard): boolean => name.endsWith(".foundation");
  const first = await runStage(context, run, shards.filter(isFoundation));
  const broken = new Set(first.filter(({ outcome }) => outcome === "failed").map(({ stack }) => stack));
  const rest = shards.filter((each) => !isFoundation(each));
  const waiting = rest.filter(({ stack }) => broken.has(stack.name));
  return [
    ...first,
    ...waiting.map((each) => notRun(nameOf(each), `the foundation of ${each.stack.name} failed`)),
    ...(await runStage(
      context,
      run,
      rest.filter((each) => !waiting.includes(each)),
    )),
  ];
}

const nameOf = ({ stack, name }: PlannedShard): Pick<CloudShard, "stack" | "shard"> => ({ stack: stack.name, shard: name });

async function runStage(context: AppContext, run: ShardRun, shards: readonly PlannedShard[]): Promise<readonly CloudShard[]> {
  const { engine, signal, scratch, timeLimitMs, parallel } = run;
  const results = new Map<string, CloudShard>();
  const programs = new Map<string, Program>();
  for (const shard of shards) {
    const made = await programOf(context, run, shard);
    if ("outcome" in made) results.set(shard.name, made);
    else programs.set(shard.name, made);
  }
  const { env, onEvent } = context;
  if (programs.size > 0) {
    onEvent({ kind: "cloud-starts", shards: [...programs.keys()] });
    await runPrograms(programs, {
      engine,
      env,
      signal,
      scratch,
      timeLimitMs,
      parallel,
      onProgress: progressOf(onEvent, shards),
      onEnd: (name, outcome) => {
        const shard = shards.find((each) => each.name === name);
        if (shard === undefined) return;
        const result = shardResult(nameOf(shard), outcome);
        results.set(name, result);
        onEvent({ kind: "cloud-ends", shard: result });
      },
    });
  }
  return shards.flatMap(({ name }) => results.get(name) ?? []);
}

/** Milliseconds between two reports about a shard. */
const REPORT_EVERY_MS = 10_000;

/** Reports the progress of long shards. */
function progressOf(onEvent: OnEvent, shards: readonly PlannedShard[]): (shard: string, done: number) => void {
  const reported = new Map(shards.map(({ name }) => [name, performance.now()]));
  return (shard, done) => {
    if (performance.now() - (reported.get(shard) ?? 0) < REPORT_EVERY_MS) return;
    reported.set(shard, performance.now());
    const total = shards.find(({ name }) => name === shard)?.input.resources.length ?? done;
    onEvent({ kind: "cloud-progresses", shard, done: Math.min(done, total), total });
  };
}

/** Returns the program of a shard, or the result of one that may not run. */
async function programOf(context: AppContext, run: ShardRun, shard: PlannedShard): Promise<Program | CloudShard> {
  const { files, project, target, config } = run;
  const { name, stack, input, secrets, recorded } = shard;
  // The engine itself finds the losses of code.
  const losses = shard.components === undefined ? protectedLosses(shard, files.url) : [];
  if (losses.length > 0) {
    const message = "would delete protected resources; nothing was changed";
    return { ...refusedShard(nameOf(shard), { message, hint: undefined }), messages: losses };
  }
  try {
    for (const lock of await clearDeadLocks(files, project.name, name)) context.onEvent({ kind: "cloud-unlocks", shard: name, lock });
    if (recorded !== undefined && recorded.pendingOperations.length > 0)
      context.onEvent({ kind: "cloud-resumes", shard: name, pending: recorded.pendingOperations.length });
    const backend = { kind: "durable", url: files.url, secrets: stateSecrets(context, config, stack.tier, secrets) } as const;
    const place = { name, project, backend, target };
    if (shard.components === undefined) return cloudProgram(place, input);
    const { variables = [] } = stack.cloud;
    requireVariables(context, target, stack, variables);
    return componentsProgram(place, shard.components, { variables, packages: installedPackages(shard.components.root) });
  } catch (error) {
    if (error instanceof UserError) return refusedShard(nameOf(shard), error);
    throw error;
  }
}

/** Requires the variables that components read. The local cloud needs none. @throws UserError USAGE */
function requireVariables({ env }: AppContext, { kind }: CloudTarget, { file }: StackModel, variables: readonly string[]): void {
  const missing = kind === "local" ? [] : variables.filter((name) => (env[name] ?? "") === "");
  if (missing.length === 0) return;
  throw new UserError("USAGE", `${file}: cloud.variables names ${missing.join(", ")}, which the environment does not have`, {
    hint: `set ${missing.join(", ")}, and run the command again`,
  });
}
