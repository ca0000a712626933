import type { Problem } from "../../base/problem.ts";
import { openProject, policyWarnings, type Project, renderProject } from "../../workspace/project.ts";
import { EVERYTHING, type Selection } from "../../workspace/selection.ts";
import { type CloudPreviewRequest, previewCloud } from "../cloud/preview-cloud.ts";
import type { AppContext } from "../context.ts";
import type { Only } from "../only.ts";
import type { WithWarnings } from "../warnings.ts";
import { previewManifests } from "./preview-manifests.ts";
import type { PreviewResult } from "./preview-result.ts";

export interface PreviewRequest extends CloudPreviewRequest {
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
export async function preview(context: AppContext, request: PreviewRequest): Promise<ProjectPreview> {
  const { selection = EVERYTHING, base, only } = request;
  const [workspace, now] = [await context.workspace(), context.writer.now()];
  if (only === "cloud") {
    const project = await openProject(workspace, selection, { now });
    return { project, result: { base, cloud: await previewCloud(context, project, request), ...found(policyWarnings(project)) } };
  }
  const project = await renderProject(workspace, selection, { now });
  const manifests = await previewManifests(context.cwd, project, base);
  const cloud = only === "manifests" ? {} : { cloud: await previewCloud(context, project, request) };
  return { project, result: { base, ...manifests, ...cloud, ...found(project.warnings) } };
}

/** Returns the part of the result that has the findings. The report shows them, so no event does. */
const found = (warnings: readonly Problem[]): WithWarnings => (warnings.length === 0 ? {} : { warnings });
