import { openProject, policyWarnings } from "../../workspace/project.ts";
import { EVERYTHING, type Selection } from "../../workspace/selection.ts";
import type { AppContext } from "../context.ts";
import { chooseEngine } from "../engine/choose-engine.ts";
import type { EngineChoice } from "../engine/engine-choice.ts";
import { type EngineFlags, engineLimits } from "../engine/engine-limits.ts";
import { inPhase } from "../phase.ts";
import { emitWarnings } from "../warnings.ts";
import { requireWholeStacks } from "../whole-stacks.ts";
import type { CloudRun } from "./cloud-run.ts";
import { upCloud } from "./up-cloud.ts";

export interface UpCloudRequest extends EngineFlags {
  readonly selection?: Selection;
  /** @default FAIRLEAD_ENGINE, or `auto` */
  readonly engine?: EngineChoice | undefined;
}

/** Brings up the clouds of the selected stacks, and writes no manifest. @throws UserError INVALID_SPEC, USAGE, ENGINE, INTERRUPTED */
export async function upCloudOnly(context: AppContext, request: UpCloudRequest): Promise<CloudRun> {
  const { selection = EVERYTHING } = request;
  requireWholeStacks("--only cloud", selection);
  const choice = chooseEngine(context, request.engine);
  const workspace = await context.workspace();
  const project = await inPhase(context, "load", () => openProject(workspace, selection, { now: context.writer.now() }));
  emitWarnings(context, policyWarnings(project));
  const run = await upCloud(context, project, { choice, required: true, ...engineLimits(request, "cloud") });
  return run ?? { engine: undefined, shards: [], interrupted: false };
}
