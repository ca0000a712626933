import { GENERATED_ROOT } from "../render/layout.ts";
import { renderProject } from "../workspace/project.ts";
import { EVERYTHING, type Selection, selectedBy } from "../workspace/selection.ts";
import { memorySource } from "../workspace/tree-source.ts";
import type { AppContext } from "./context.ts";
import { compareSources } from "./compare-sources.ts";
import type { DiffResult } from "./results.ts";
import { withComponents } from "./with-components.ts";

export interface DiffRequest {
  readonly selection?: Selection;
  /** A git revision or a directory. @default the generated tree on disk */
  readonly from?: string | undefined;
  /** A git revision or a directory. @default the tree that the specs render */
  readonly to?: string | undefined;
}

/** Compares two trees, object by object. @throws UserError GIT for an unknown revision, INVALID_SPEC */
export async function diff({ cwd, workspace }: AppContext, { selection = EVERYTHING, ...named }: DiffRequest): Promise<DiffResult> {
  const opened = await workspace();
  const { from, to } = sidesOf(named);
  // If both trees exist already, no spec is loaded.
  const rendered = to === undefined ? await renderProject(opened, selection, { keeps: "nothing" }) : undefined;
  const left = from === undefined ? opened.tree.source(`${GENERATED_ROOT}/`) : await opened.treeNamed(cwd, from);
  const right =
    rendered === undefined ? await opened.treeNamed(cwd, to ?? "") : memorySource(withComponents(rendered.tree, rendered), "the specs");
  const selected = selectedBy(rendered?.scope ?? selection);
  return compareSources(left, right, selected);
}

/** Splits a range of git, such as `main..HEAD`, into its revisions. Other names, such as `../other`, stay as they are. */
function sidesOf({ from, to }: Pick<DiffRequest, "from" | "to">): Pick<DiffRequest, "from" | "to"> {
  const [, first, last] = (to === undefined && /^(.*[^./])\.\.([^./].*)$/.exec(from ?? "")) || [];
  return first === undefined ? { from, to } : { from: first, to: last };
}
