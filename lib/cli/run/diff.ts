import { diffTrees, isEmptyDiff } from "../../diff/diff.ts";
import { groupChanges } from "../../diff/group.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import type { DiffFlags } from "../commands/diff.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { renderProject, selectedBy } from "../project/project.ts";
import { findRoot } from "../project/root.ts";
import { differing, diskSource, namedSource, renderedSource } from "../project/tree-source.ts";
import { selectionOf } from "../selection.ts";

export async function runDiff(io: Io, flags: DiffFlags, from?: string, to?: string): Promise<ExitCode> {
  const root = findRoot(io.cwd);
  const selection = selectionOf(flags);
  // Two trees that exist already can be compared without loading a single spec.
  const rendered = to === undefined ? await renderProject(io.cwd, selection) : undefined;
  const left = from === undefined ? diskSource(`${root}/${GENERATED_ROOT}`, `${GENERATED_ROOT}/`) : await namedSource(root, io.cwd, from);
  const right = rendered === undefined ? await namedSource(root, io.cwd, to ?? "") : renderedSource(rendered.tree);
  const { before, after } = differing(left, right, rendered?.owned ?? selectedBy(selection));
  const diff = diffTrees(before, after);
  io.out(reporterOf(io, flags).diff({ from: left.label, to: right.label, diff, groups: groupChanges(diff.changes) }));
  return flags.exitCode && !isEmptyDiff(diff) ? EXIT.refused : EXIT.done;
}
