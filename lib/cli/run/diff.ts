import { join } from "node:path";
import { diffTrees, isEmptyDiff } from "../../diff/diff.ts";
import { groupChanges } from "../../diff/group.ts";
import type { Tree } from "../../render/tree.ts";
import { componentDirectory, GENERATED_ROOT, isInventory } from "../../render/layout.ts";
import type { DiffFlags } from "../commands/diff.ts";
import { reporterOf } from "../guarded.ts";
import { EXIT, type ExitCode, type Io } from "../io.ts";
import { type RenderedProject, renderProject, selectedBy } from "../../workspace/project.ts";
import { findRoot } from "../../workspace/root.ts";
import { differing, diskSource, namedSource, renderedSource } from "../../workspace/tree-source.ts";
import { selectionOf } from "../selection.ts";

export async function runDiff(io: Io, flags: DiffFlags, from?: string, to?: string): Promise<ExitCode> {
  const root = findRoot(io.cwd);
  const selection = selectionOf(flags);
  // Two trees that exist already can be compared without loading a single spec.
  const rendered = to === undefined ? await renderProject(io.cwd, selection) : undefined;
  const left = from === undefined ? diskSource(`${root}/${GENERATED_ROOT}`, `${GENERATED_ROOT}/`) : await namedSource(root, io.cwd, from);
  const right = rendered === undefined ? await namedSource(root, io.cwd, to ?? "") : renderedSource(withComponents(rendered));
  const selected = selectedBy(selection);
  const { before, after } = differing(left, right, (path) => selected(path) && !isInventory(path));
  const diff = diffTrees(before, after);
  io.out((await reporterOf(io, flags)).diff({ from: left.label, to: right.label, diff, groups: groupChanges(diff.changes) }));
  return flags.exitCode && !isEmptyDiff(diff) ? EXIT.refused : EXIT.done;
}

/** The specs render to their tree, and to what the engine has rendered of their components. */
function withComponents({ tree, components, workspace }: RenderedProject): Tree {
  const files = components.flatMap(({ stack, component }) => {
    const directory = componentDirectory(stack, component);
    const disk = diskSource(join(workspace.root, directory), "");
    return [...disk.read([...disk.ids.keys()])].map(([path, text]) => [directory + path, text] as const);
  });
  return new Map([...tree, ...files]);
}
