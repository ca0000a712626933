import { CLOUD } from "../../model/object-names.ts";
import { formatLock } from "../../render/format-lock.ts";
import { lockPath } from "../../render/layout.ts";
import type { Lock } from "../../resolve/lock.ts";
import { openProject, policyWarnings, type Project } from "../../workspace/project.ts";
import { readLock } from "../../workspace/read-lock.ts";
import { EVERYTHING, type Selection } from "../../workspace/selection.ts";
import type { AppContext } from "../context.ts";
import { chooseEngine } from "../engine/choose-engine.ts";
import type { EngineChoice } from "../engine/engine-choice.ts";
import { type EngineFlags, engineLimits } from "../engine/engine-limits.ts";
import { type PassFlags, passOf } from "../pass.ts";
import { inPhase } from "../phase.ts";
import { emitWarnings } from "../warnings.ts";
import { requireWholeStacks } from "../whole-stacks.ts";
import { startWrite, type Write } from "../write-rendered.ts";
import type { CloudRun } from "./cloud-run.ts";
import { resolveClouds } from "./resolve-clouds.ts";
import { settleClouds } from "./settle-clouds.ts";
import { upCloud } from "./up-cloud.ts";

export interface UpCloudRequest extends EngineFlags, PassFlags {
  readonly selection?: Selection;
  /** @default FAIRLEAD_ENGINE, or `auto` */
  readonly engine?: EngineChoice | undefined;
}

/**
 * Brings up the clouds of the selected stacks, and writes no manifest. With a pipeline, a cloud may wait, and the locks note what came up.
 * @throws UserError INVALID_SPEC, USAGE, ENGINE, INTERRUPTED; with a pipeline also REFUSED, GIT, BUSY and WRITE
 */
export async function upCloudOnly(context: AppContext, request: UpCloudRequest): Promise<CloudRun> {
  const { selection = EVERYTHING } = request;
  const isCloudAlone = selection.services.every((service) => service === CLOUD);
  if (!isCloudAlone) requireWholeStacks("--only cloud", selection);
  const choice = chooseEngine(context, request.engine);
  const workspace = await context.workspace();
  const whole = { ...selection, services: [] };
  const { write } = startWrite(context, workspace, whole);
  const project = await inPhase(context, "load", () => openProject(workspace, whole, { now: context.writer.now() }));
  emitWarnings(context, policyWarnings(project));
  const pass = passOf(request, selection);
  const resolution = await resolveClouds(context, { ...project, selection }, pass);
  const { locks = project.locks } = resolution ?? {};
  const { run, broughtUp } = await upCloud(context, project, { choice, required: true, locks, ...engineLimits(request, "cloud") });
  const ended = run ?? { engine: undefined, shards: [], interrupted: false };
  if (resolution === undefined) return ended;
  const settled = settleClouds(resolution, broughtUp);
  await writeEntries(project, settled.locks, write);
  return { ...ended, decisions: settled.decisions };
}

/** Writes the entries of clouds that moved. The other entries stay as they are on disk. */
async function writeEntries(project: Project, locks: ReadonlyMap<string, Lock>, write: Write["write"]): Promise<void> {
  const files = new Map(
    project.model.stacks.flatMap(({ name }) => {
      const entry = locks.get(name)?.get(CLOUD);
      const { lock } = readLock(project.workspace.tree, name);
      if (entry === undefined || JSON.stringify(entry) === JSON.stringify(lock.get(CLOUD))) return [];
      // The lock of a renamed stack comes from its old name.
      const others = lock.size > 0 ? lock : (locks.get(name) ?? lock);
      return [[lockPath(name), formatLock(new Map([...others, [CLOUD, entry]]))] as const];
    }),
  );
  if (files.size > 0) await write(project, { tree: files, owned: (path) => files.has(path) });
}
