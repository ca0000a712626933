import { basename } from "node:path";
import { UserError } from "../../../base/user-error.ts";
import { stackCost } from "../../../cloud/cost/stack-cost.ts";
import { changesState } from "../../../diff/cloud/cloud-change.ts";
import { DEFAULTS } from "../../../model/defaults.ts";
import { installHint, requireEngine } from "../../../pulumi/engine/find-engine.ts";
import { hasCloudSdk, INSTALL_CLOUD_SDK } from "../../../pulumi/engine/sdk.ts";
import { openState } from "../../../pulumi/state/open-state.ts";
import type { StateFiles } from "../../../pulumi/state/state-files.ts";
import { whileInterruptible } from "../../../system/interrupts.ts";
import { makeScratchDirectory } from "../../../system/scratch-directory.ts";
import { openProject, type Project } from "../../../workspace/project.ts";
import type { AppContext } from "../../context.ts";
import { type EngineFlags, engineLimits } from "../../engine/engine-limits.ts";
import { identifiers } from "../../new/templates/stack.ts";
import type { CloudRun } from "../cloud-run.ts";
import { cloudTarget } from "../cloud-settings.ts";
import { cloudStacks } from "../cloud-stacks.ts";
import type { PlannedShard } from "../plan-shards.ts";
import { readPolicyPacks } from "../policy-packs.ts";
import { readParts } from "../recorded-stacks.ts";
import { runShards } from "../run-shards.ts";
import { type CopiedNeed, findCopiedNeed, parseNeedAddress } from "./find-need.ts";
import { type PlannedRestore, planRestore } from "./plan-restore.ts";
import type { RestoreResult } from "./restore-result.ts";

export interface RestoreRequest extends EngineFlags {
  /** `<stack>/<service>.<need>` */
  readonly need: string;
  /** The time with its zone. */
  readonly at: string;
  /** The id of a backup. @default the newest one that is not after the time */
  readonly backup?: string | undefined;
  /** True if only the plan is wanted. */
  readonly dryRun: boolean;
}

/**
 * Makes a copy of an instance as it was at a time, beside the instance. Nothing that exists changes, and no service uses the copy before
 * the spec of the stack says so.
 * @throws UserError USAGE, NOT_FOUND; REFUSED without data of the time; STATE, ENGINE, INVALID_SPEC, INVALID_CONFIG
 */
export async function restoreCloud(context: AppContext, request: RestoreRequest): Promise<RestoreResult> {
  const address = parseNeedAddress(request.need);
  const project = await openProject(await context.workspace(), { stacks: [address.stack], services: [] });
  const [stack] = cloudStacks(project);
  if (stack === undefined) {
    throw new UserError("USAGE", `${address.stack} is retired, so it has no services`, { hint: "take retired: true out of its spec" });
  }
  const { workspace, fleet } = project;
  const found = findCopiedNeed(stack, address);
  const files = await openState(fleet.config.state ?? DEFAULTS.state, workspace.root);
  const { name } = workspace.specs.pulumiProject(fleet.config.name);
  const states = await readParts(files, name, stack.name);
  const place = { stack, states, project: name, cloud: fleet.config.cloud ?? DEFAULTS.cloud };
  const plan = planRestore(place, found, { ...request, now: context.writer.now() });
  const result = resultOf(plan, found);
  if (plan.shard.isRecorded) return { ...result, outcome: "unchanged" };
  if (request.dryRun) return result;
  const run = await runCopy(context, { project, files, request }, plan.shard);
  const isDone = run.shards.every(({ outcome }) => outcome === "changed" || outcome === "unchanged");
  return { ...result, outcome: isDone && !run.interrupted ? "restored" : "failed", run };
}

function resultOf(
  { shard, server, source, range }: PlannedRestore,
  { service, name: need, place: { stack, restored } }: CopiedNeed,
): RestoreResult {
  const file = basename(service.file, ".ts");
  const [identifier = "service"] = identifiers([file]);
  const suffix = service.name === service.release ? "" : `.instance("${service.name.slice(service.release.length + 1)}")`;
  const ref = `${identifier}${suffix}.need(${JSON.stringify(need)})`;
  const line = `restored: [restored(${ref}, { at: "${source.at}", range: "${range}" })],`;
  const switchOver = {
    file: stack.file,
    imports: [`import { restored } from "fairlead";`, `import ${identifier} from "../${service.file}";`],
    line,
  };
  return {
    stack: stack.name,
    service: service.name,
    need,
    outcome: "planned",
    server,
    source,
    part: shard.name,
    range,
    changes: shard.changes
      .filter(changesState)
      .map(({ action, type, name, protected: isProtected }) => ({ action, type, name, protected: isProtected })),
    cost: stackCost(shard.input.resources, stack.region),
    ...(restored?.at === source.at ? {} : { switchOver }),
  };
}

interface CopyWork {
  readonly project: Project;
  readonly files: StateFiles;
  readonly request: EngineFlags;
}

/** Lets the engine make a copy. @throws UserError ENGINE, INVALID_CONFIG */
const runCopy = (context: AppContext, { project, files, request }: CopyWork, shard: PlannedShard): Promise<CloudRun> =>
  whileInterruptible(async (signal) => {
    const { workspace, fleet } = project;
    const { config } = fleet;
    const engine = await requireEngine(context.env, context.home, { signal }, installHint());
    if (!hasCloudSdk()) throw new UserError("ENGINE", "the package @pulumi/gcp is not installed", { hint: INSTALL_CLOUD_SDK });
    makeScratchDirectory(workspace.scratch);
    const settings = {
      ...engineLimits(request, "cloud"),
      config,
      packs: readPolicyPacks(workspace.root, config),
      project: workspace.specs.pulumiProject(config.name),
      files,
      target: cloudTarget(config, workspace.scratch),
      engine,
      scratch: workspace.scratch,
      signal,
    };
    const shards = await runShards(context, settings, [shard]);
    return { engine: { version: engine.version, source: engine.source, path: engine.pulumi }, shards, interrupted: signal.aborted };
  });
