import type { Problem } from "../../base/problem.ts";
import { UserError } from "../../base/user-error.ts";
import type { Model } from "../../model/model.ts";
import { openProject, policyWarnings, type Project, renderProject } from "../../workspace/project.ts";
import { EVERYTHING, type Selection } from "../../workspace/selection.ts";
import { type CloudPreviewRequest, previewCloud } from "../cloud/preview-cloud.ts";
import type { AppContext } from "../context.ts";
import type { Only } from "../only.ts";
import type { WithWarnings } from "../warnings.ts";
import { withSourceRisks } from "./image-sources.ts";
import { modelAtCommit } from "./model-at-commit.ts";
import { previewManifests } from "./preview-manifests.ts";
import type { PreviewResult } from "./preview-result.ts";

export interface PreviewRequest extends Omit<CloudPreviewRequest, "base"> {
  /** The commit to compare with. @default the generated tree on disk, and the recorded clouds */
  readonly base?: string | undefined;
  readonly selection?: Selection;
  /** @default both halves */
  readonly only?: Only | undefined;
}

/** A preview, and the project that it is about. */
export interface ProjectPreview {
  readonly result: PreviewResult;
  readonly project: Project;
}

/**
 * Finds out what the specs would change in manifests and clouds, and changes nothing.
 * @throws UserError INVALID_SPEC, USAGE, INVALID_CONFIG, ENGINE; GIT for a base that is no commit
 */
export async function preview(context: AppContext, { base, ...request }: PreviewRequest): Promise<ProjectPreview> {
  const { selection = EVERYTHING, only } = request;
  const [workspace, now] = [await context.workspace(), context.writer.now()];
  if (only === "cloud") {
    const project = await openProject(workspace, selection, { now });
    const recorded = base === undefined ? undefined : await modelAtCommit(workspace.root, base);
    const cloud = await previewCloud(context, project, { ...request, base: recorded });
    return { project, result: { base, cloud, ...found(policyWarnings(project)) } };
  }
  const project = await renderProject(workspace, selection, { now });
  const { manifests, later } = await previewManifests(context.cwd, project, base);
  const before = base === undefined ? undefined : await (only === "manifests" ? soundModel : modelAtCommit)(workspace.root, base);
  const cloud = only === "manifests" ? {} : { cloud: await previewCloud(context, project, { ...request, base: before }) };
  const result = { base, manifests: withSourceRisks(manifests, project, before), later, ...cloud, ...found(project.warnings) };
  return { project, result };
}

/** Returns the model of a commit; undefined if Fairlead does not accept its specs any more. Its manifests need no specs. */
async function soundModel(root: string, revision: string): Promise<Model | undefined> {
  try {
    return await modelAtCommit(root, revision);
  } catch (error) {
    if (error instanceof UserError && error.code === "INVALID_SPEC") return undefined;
    throw error;
  }
}

/** Returns the part of the result that has the findings. The report shows them, so no event does. */
const found = (warnings: readonly Problem[]): WithWarnings => (warnings.length === 0 ? {} : { warnings });
