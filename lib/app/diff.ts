import { renderProject } from "../workspace/project.ts";
import { EVERYTHING, type Selection, selectedBy } from "../workspace/selection.ts";
import type { AppContext } from "./context.ts";
import { compareSources } from "./compare-sources.ts";
import { previewManifests } from "./preview/preview-manifests.ts";
import type { DiffResult } from "./results.ts";

export interface DiffRequest {
  readonly selection?: Selection;
  /** A git revision or a directory. @default the generated tree on disk */
  readonly from?: string | undefined;
  /** A git revision or a directory. @default the tree that the specs render */
  readonly to?: string | undefined;
}

/**
 * Compares two trees, object by object. If one is that of the specs, says what changes now, and what later waves of the pipeline bring.
 * @throws UserError GIT for an unknown revision, INVALID_SPEC
 */
export async function diff({ cwd, workspace }: AppContext, { selection = EVERYTHING, ...named }: DiffRequest): Promise<DiffResult> {
  const opened = await workspace();
  const { from, to } = sidesOf(named);
  // If both trees exist already, no spec is loaded.
  if (from !== undefined && to !== undefined)
    return compareSources(await opened.treeNamed(cwd, from), await opened.treeNamed(cwd, to), selectedBy(selection));
  const { manifests, later } = await previewManifests(cwd, await renderProject(opened, selection), from);
  return later.length === 0 ? manifests : { ...manifests, later };
}

/** Splits a range of git, such as `main..HEAD`, into its revisions. Other names, such as `../other`, stay as they are. */
function sidesOf({ from, to }: Pick<DiffRequest, "from" | "to">): Pick<DiffRequest, "from" | "to"> {
  const [, first, last] = (to === undefined && /^(.*[^./])\.\.([^./].*)$/.exec(from ?? "")) || [];
  return first === undefined ? { from, to } : { from: first, to: last };
}
