import { diffTrees } from "../diff/diff.ts";
import { groupChanges } from "../diff/group.ts";
import { hasSettings } from "../diff/risks/settings.ts";
import { FREEZES_FILE, isInventory } from "../render/layout.ts";
import { differing, type TreeSource } from "../workspace/tree-source.ts";
import type { DiffResult } from "./results.ts";

/** Compares two sides, object by object. @param selected the paths to compare. @default all */
export function compareSources(from: TreeSource, to: TreeSource, selected: (path: string) => boolean = () => true): DiffResult {
  const { before, after } = differing(from, to, (path) => selected(path) && !isInventory(path) && path !== FREEZES_FILE);
  const context = to.read([...to.ids.keys()].filter(hasSettings));
  const diff = diffTrees(before, after, context);
  return { from: from.label, to: to.label, diff, groups: groupChanges(diff.changes) };
}
