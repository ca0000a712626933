import { UserError } from "../../base/user-error.ts";
import type { CloudChange } from "../../diff/cloud/cloud-change.ts";
import { engineChanges } from "../../diff/cloud/engine-changes.ts";
import { installHint, requireEngine } from "../../pulumi/engine/find-engine.ts";
import { hasCloudSdk, INSTALL_CLOUD_SDK } from "../../pulumi/engine/sdk.ts";
import type { ProgramOutcome } from "../../pulumi/process/run-pulumi-program.ts";
import type { StateFiles } from "../../pulumi/state/state-files.ts";
import { whileInterruptible } from "../../system/interrupts.ts";
import type { Project } from "../../workspace/project.ts";
import type { AppContext } from "../context.ts";
import type { EngineLimits } from "../engine/engine-limits.ts";
import { cloudTarget } from "./cloud-settings.ts";
import { hintFor } from "./cloud-hints.ts";
import type { PlannedShard } from "./plan-shards.ts";
import { readPolicyPacks } from "./policy-packs.ts";
import type { PreviewProblem } from "./cloud-preview.ts";
import { previewShards } from "./preview-shards.ts";
import { type PolicyViolation, violationsIn } from "./policy-violations.ts";

/** The parts that the engine previews. */
export interface EnginePreview {
  /** The version of the engine. */
  readonly engine: string;
  readonly shards: ReadonlyMap<string, EngineAnswer>;
}

/** The answer of the engine for one part. */
export interface EngineAnswer {
  readonly changes: readonly CloudChange[];
  readonly problems: readonly PreviewProblem[];
  readonly violations: readonly PolicyViolation[];
}

interface PreviewWork extends EngineLimits {
  readonly files: StateFiles;
  readonly shards: readonly PlannedShard[];
}

/** Asks the engine and the policy packs what a run would do. @throws UserError ENGINE if there is none, INVALID_CONFIG */
export async function previewOnEngine(context: AppContext, { workspace, fleet }: Project, work: PreviewWork): Promise<EnginePreview> {
  const { files, shards, parallel, timeLimitMs } = work;
  const { config } = fleet;
  const { scratch } = workspace.tree;
  const packs = readPolicyPacks(workspace.root, config);
  return whileInterruptible(async (signal) => {
    const engine = await requireEngine(context.env, context.home, { signal }, installHint());
    if (!hasCloudSdk()) throw new UserError("ENGINE", "the package @pulumi/gcp is not installed", { hint: INSTALL_CLOUD_SDK });
    const project = workspace.specs.pulumiProject(config.name);
    const settings = { config, project, target: cloudTarget(config, scratch), engine, packs, scratch, signal, parallel, timeLimitMs };
    const outcomes = await previewShards(context, settings, files, shards);
    const answers = shards.flatMap((shard) => {
      const outcome = outcomes.get(shard.name);
      return outcome === undefined ? [] : [[shard.name, answerOf(shard, outcome)] as const];
    });
    return { engine: engine.version, shards: new Map(answers) };
  });
}

/** Joins the answer of the engine with the embedded one. The engine fails at a protected resource that would go. */
function answerOf(shard: PlannedShard, outcome: ProgramOutcome): EngineAnswer {
  const place = { stack: shard.stack.name, shard: shard.name };
  const changes = engineChanges(place, outcome.steps, shard.changes);
  const violations = violationsIn(shard.name, outcome);
  const isExplained = outcome.diagnostics.some(isProtection) || violations.some(({ severity }) => severity === "error");
  if (outcome.outcome === "succeeded" || isExplained) return { changes, problems: [], violations };
  const message = `the preview of the engine failed, so losses may be missing: ${outcome.message}`;
  return { changes, problems: [{ shard: shard.name, message, hint: hintFor(outcome.message) }], violations };
}

const isProtection = ({ message }: { readonly message: string }): boolean =>
  /cannot be deleted\s+because it is protected|marked for protection/.test(message);
