import { UserError } from "../../base/user-error.ts";
import type { PartEnd } from "../../diff/cloud/plan-destroy.ts";
import { installHint, requireEngine } from "../../pulumi/engine/find-engine.ts";
import type { Engine } from "../../pulumi/engine/engine.ts";
import type { Program } from "../../pulumi/process/program.ts";
import { destroyProgram } from "../../pulumi/programs/cloud/cloud-program.ts";
import { runPrograms } from "../../pulumi/run-programs.ts";
import { clearDeadLocks } from "../../pulumi/state/locks.ts";
import type { ParsedState } from "../../pulumi/state/parse-state.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { makeScratchDirectory } from "../../system/scratch-directory.ts";
import type { Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import type { EngineLimits } from "../engine/engine-limits.ts";
import type { CloudRun, CloudShard } from "./cloud-run.ts";
import { cloudTarget, stateSecrets } from "./cloud-settings.ts";
import { componentsShard, installedPackages } from "./components-shard.ts";
import { notRun, refusedShard, shardResult } from "./shard-result.ts";

interface DestroyWork extends EngineLimits {
  readonly files: StateFiles;
  readonly project: Project;
  /** The parts in their order: the foundation is the last one. */
  readonly parts: readonly PartEnd[];
  readonly states: readonly ParsedState[];
}

interface DestroyRun extends DestroyWork {
  readonly stack: string;
  readonly engine: Engine;
  readonly signal: AbortSignal;
}

/** Deletes the resources of a plan: first those of needs and code, and then the foundation. @throws UserError ENGINE */
export async function destroyParts(context: AppContext, stack: string, work: DestroyWork): Promise<CloudRun> {
  const touched = work.parts.filter(({ targets }) => targets === undefined || targets.length > 0);
  const isFoundation = ({ shard }: PartEnd): boolean => shard.endsWith(".foundation");
  return whileInterruptible(async (signal) => {
    const engine = await requireEngine(context.env, context.home, { signal }, installHint());
    makeScratchDirectory(work.project.workspace.scratch);
    const run = { ...work, stack, engine, signal };
    const first = await destroyStage(
      context,
      run,
      touched.filter((part) => !isFoundation(part)),
    );
    const foundations = touched.filter(isFoundation);
    const stands = first.some(({ outcome }) => outcome === "failed") || signal.aborted;
    const last = stands
      ? foundations.map(({ shard }) => notRun({ stack, shard }, "another part of the stack still has resources"))
      : await destroyStage(context, run, foundations);
    return {
      engine: { version: engine.version, source: engine.source, path: engine.pulumi },
      shards: [...first, ...last],
      interrupted: signal.aborted,
    };
  });
}

async function destroyStage(context: AppContext, run: DestroyRun, parts: readonly PartEnd[]): Promise<readonly CloudShard[]> {
  if (parts.length === 0) return [];
  const { stack, engine, parallel, timeLimitMs, signal, project } = run;
  const results = new Map<string, CloudShard>();
  const programs = new Map<string, Program>();
  for (const part of parts) {
    try {
      programs.set(part.shard, await programOf(context, run, part));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      results.set(part.shard, refusedShard({ stack, shard: part.shard }, error));
    }
  }
  context.onEvent({ kind: "cloud-starts", shards: [...programs.keys()] });
  const { scratch } = project.workspace.tree;
  const limits = { engine, env: context.env, parallel, timeLimitMs, signal, scratch };
  await runPrograms(programs, {
    ...limits,
    onProgress: () => undefined,
    onEnd: (shard, outcome) => {
      const result = shardResult({ stack, shard }, outcome);
      results.set(shard, result);
      context.onEvent({ kind: "cloud-ends", shard: result });
    },
  });
  return parts.flatMap(({ shard }) => results.get(shard) ?? []);
}

/** Returns the program that deletes a part. Removes locks of runs that ended. @throws UserError BUSY, INVALID_CONFIG */
async function programOf(context: AppContext, run: DestroyRun, { shard, targets }: PartEnd): Promise<Program> {
  const { files, project, stack, states } = run;
  const { workspace, fleet, model } = project;
  const pulumi = workspace.specs.pulumiProject(fleet.config.name);
  for (const lock of await clearDeadLocks(files, pulumi.name, shard)) context.onEvent({ kind: "cloud-unlocks", shard, lock });
  const state = states.find(({ recorded }) => recorded.stack === shard);
  const spec = model.stacks.find(({ name }) => name === stack);
  const secrets = stateSecrets(context, fleet.config, spec?.tier, state?.secrets);
  const place = {
    name: shard,
    project: pulumi,
    backend: { kind: "durable", url: files.url, secrets } as const,
    target: cloudTarget(fleet.config, workspace.scratch),
  };
  const isCode = shard === componentsShard(stack);
  return destroyProgram(place, targets, {
    count: state?.recorded.resources.length ?? 0,
    ...(isCode ? { packages: installedPackages(workspace.root), variables: spec?.cloud.variables ?? [] } : {}),
  });
}
