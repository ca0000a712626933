import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { DEFAULTS } from "../../model/defaults.ts";
import type { StackModel } from "../../model/model.ts";
import { CLOUD } from "../../model/object-names.ts";
import { parseStateAddress } from "../../model/state-address.ts";
import type { Engine } from "../../pulumi/engine/engine.ts";
import { describeMissing, findEngine, installHint } from "../../pulumi/engine/find-engine.ts";
import { hasCloudSdk, INSTALL_CLOUD_SDK } from "../../pulumi/engine/sdk.ts";
import { openState } from "../../pulumi/state/open-state.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import { makeProjectDirectories } from "../../system/make-directories.ts";
import { makeScratchDirectory } from "../../system/scratch-directory.ts";
import type { Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import type { BroughtUp } from "../fleet-versions.ts";
import type { EngineChoice } from "../engine/engine-choice.ts";
import type { EngineLimits } from "../engine/engine-limits.ts";
import type { CloudRun, CloudShard } from "./cloud-run.ts";
import { cloudTarget } from "./cloud-settings.ts";
import { cloudStacks, isCloudCurrent } from "./cloud-stacks.ts";
import { partsInState, type PlannedShard, planShards, type UnreadableShard } from "./plan-shards.ts";
import { inPhase } from "../phase.ts";
import { runShards } from "./run-shards.ts";
import { readPolicyPacks } from "./policy-packs.ts";
import { refusedShard, unchangedShard } from "./shard-result.ts";

export interface UpCloudOptions extends EngineLimits {
  readonly choice: EngineChoice;
  /** True if the run has no other work, so that a cloud that cannot be brought up fails it. */
  readonly required: boolean;
  /** The lock of each stack after the run. A stack whose lock has another cloud than the specs keeps its cloud. */
  readonly locks: Project["locks"];
}

/** The clouds after a run. */
export interface UppedClouds {
  /** Undefined if no stack has a cloud, or if there is no engine for it. */
  readonly run: CloudRun | undefined;
  /** The stacks whose clouds are as the specs say, each with the hash of its cloud. Empty without a pipeline. */
  readonly broughtUp: BroughtUp;
}

/**
 * Brings the clouds of the selected stacks to what the specs say. Starts the engine only if something changes. A part that fails does not
 * affect other stacks. A stack that waits for a wave keeps its cloud.
 * @throws UserError ENGINE if the cloud is required and there is no engine; INTERRUPTED
 */
export async function upCloud(context: AppContext, project: Project, options: UpCloudOptions): Promise<UppedClouds> {
  const { workspace, fleet } = project;
  const { config } = fleet;
  const packs = readPolicyPacks(workspace.root, config);
  const stacks = cloudStacks(project).filter(({ name }) => isCloudCurrent(project, options.locks, name));
  const address = config.state ?? DEFAULTS.state;
  const files = await openState(address, workspace.root);
  const pulumiProject = workspace.specs.pulumiProject(config.name);
  const planned = await planShards(partsInState(files, pulumiProject.name), {
    stacks,
    root: workspace.root,
    project: pulumiProject.name,
  });
  const upped = (run: CloudRun | undefined, shards: readonly CloudShard[]): UppedClouds => ({
    run,
    broughtUp: broughtUp(project, stacks, planned, shards),
  });
  if (planned.length === 0) return upped(undefined, []);
  const changed = planned.filter((each): each is PlannedShard => !("error" in each) && !each.isRecorded);
  const settled = planned.flatMap((each): readonly CloudShard[] => {
    const name = { stack: each.stack.name, shard: each.name };
    if ("error" in each) return [refusedShard(name, each.error)];
    return each.isRecorded ? [unchangedShard(name)] : [];
  });
  if (changed.length === 0) return upped({ engine: undefined, shards: settled, interrupted: false }, settled);
  return whileInterruptible(async (signal) => {
    const engine = await engineFor(context, options, signal);
    if (engine === undefined)
      return upped(settled.some(({ outcome }) => outcome === "failed") ? runOf(planned, settled, undefined, signal) : undefined, settled);
    makeScratchDirectory(workspace.scratch);
    if (parseStateAddress(address)?.kind === "directory") makeProjectDirectories(files.nameOf(""));
    const target = cloudTarget(config, workspace.scratch);
    const run = { ...options, config, packs, project: pulumiProject, files, target, engine, scratch: workspace.scratch, signal };
    const ended = await inPhase(context, "cloud", () => runShards(context, run, changed));
    const shards = [...settled, ...ended];
    return upped(runOf(planned, shards, engine, signal), shards);
  });
}

/** Lists the stacks all of whose parts are as the specs say. */
function broughtUp(
  { configs }: Project,
  stacks: readonly StackModel[],
  planned: readonly (PlannedShard | UnreadableShard)[],
  shards: readonly CloudShard[],
): BroughtUp {
  const good = new Set(shards.flatMap(({ shard, outcome }) => (outcome === "changed" || outcome === "unchanged" ? [shard] : [])));
  return new Map(
    stacks.flatMap((stack) => {
      const config = configs?.get(stack.name)?.get(CLOUD);
      const isUp = planned.every((part) => part.stack !== stack || good.has(part.name));
      return config !== undefined && isUp ? [[stack.name, config] as const] : [];
    }),
  );
}

/** Returns the run with the shards in the order of the plan. */
function runOf(
  planned: readonly { readonly name: string }[],
  shards: readonly CloudShard[],
  engine: Engine | undefined,
  signal: AbortSignal,
): CloudRun {
  return {
    engine: engine && { version: engine.version, source: engine.source, path: engine.pulumi },
    shards: planned.flatMap(({ name }) => shards.find(({ shard }) => shard === name) ?? []),
    interrupted: signal.aborted,
  };
}

/** Returns the engine for the cloud. Without one, it says so. @throws UserError ENGINE if the cloud is required */
async function engineFor(context: AppContext, { choice, required }: UpCloudOptions, signal: AbortSignal): Promise<Engine | undefined> {
  const { env, home, onEvent } = context;
  const missing = async (): Promise<readonly [reason: string, hint: string] | Engine> => {
    if (choice === "embedded") return ["the embedded writer runs no Pulumi program", `${FAIRLEAD} up --only cloud --engine pulumi`];
    const found = await findEngine(env, home, { signal });
    if (found.engine === undefined) return [describeMissing(found), installHint()];
    return hasCloudSdk() ? found.engine : ["the package @pulumi/gcp is not installed", INSTALL_CLOUD_SDK];
  };
  const found = await missing();
  if ("pulumi" in found) return found;
  const [reason, hint] = found;
  if (required) throw new UserError("ENGINE", `the cloud was not brought up: ${reason}`, { hint });
  onEvent({ kind: "cloud-skipped", reason, hint });
  return undefined;
}
