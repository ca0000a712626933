import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Tree } from "../../render/tree.ts";
import type { FileOperations } from "../../system/file-operations.ts";
import { runFileName } from "../../system/run-leftovers.ts";
import type { Listing, TreePlan } from "./plan-tree.ts";
import { STAGING } from "./scratch-names.ts";
import { findSwapDirectory, isDirectory } from "./swap-directory.ts";
import { swapWithJournal } from "./swap-journal.ts";

/** The directories of a writer, both on one file system. */
export interface Workspace {
  /** The generated root. */
  readonly root: string;
  /** Fairlead's directory for temporary files beside it, which git ignores. */
  readonly scratch: string;
}

/** A plan, and the files on both sides of it. */
export interface PlannedTree {
  readonly plan: TreePlan;
  readonly listing: Listing;
  readonly tree: Tree;
}

/**
 * Applies a plan to the disk atomically. Other processes see the old tree or the new one, also after a kill.
 * Builds the smallest directory around all changes, and swaps it in. Links unchanged files instead of copying them.
 * A single file is renamed over the old one.
 */
export function applyPlan(workspace: Workspace, planned: PlannedTree, operations: FileOperations): void {
  const { root, scratch } = workspace;
  const staged = join(scratch, runFileName(STAGING));
  operations.remove(staged);
  operations.mkdir(staged);
  const file = singleFile(root, planned);
  if (file === undefined) swapInDirectory(workspace, staged, planned, operations);
  else {
    const built = join(staged, "file");
    operations.writeFile(built, planned.tree.get(file) ?? "");
    operations.rename(built, join(root, file));
  }
  operations.remove(staged);
}

/** Returns the only changed file, if its directory exists and no directory has its path. */
function singleFile(root: string, { plan, listing }: PlannedTree): string | undefined {
  const [only, ...more] = [...plan.created, ...plan.changed];
  if (only === undefined || more.length > 0 || plan.removed.length > 0) return undefined;
  const isFree = listing.has(only) || !existsSync(join(root, only));
  return isFree && isDirectory(dirname(join(root, only))) ? only : undefined;
}

function swapInDirectory(
  { root, scratch }: Workspace,
  staged: string,
  { plan, listing, tree }: PlannedTree,
  operations: FileOperations,
): void {
  const removed = new Set(plan.removed);
  const written = new Set([...plan.created, ...plan.changed]);
  const kept = [...listing.keys()].filter((path) => !removed.has(path) && !written.has(path));
  const directory = findSwapDirectory(root, [...written, ...removed], [...kept, ...written]);
  const built = join(staged, "tree");
  const isInside = (path: string): boolean => directory === "" || path.startsWith(`${directory}/`);
  const made = new Set<string>();
  const place = (path: string): string => {
    const target = join(built, directory === "" ? path : path.slice(directory.length + 1));
    const parent = dirname(target);
    if (!made.has(parent)) operations.mkdir(parent);
    made.add(parent);
    return target;
  };
  for (const path of kept) if (isInside(path)) operations.link(join(root, path), place(path));
  for (const path of written) if (isInside(path)) operations.writeFile(place(path), tree.get(path) ?? "");
  const target = join(root, directory);
  const old = join(staged, "old");
  if (made.size === 0) operations.rename(target, old);
  else if (!existsSync(target)) {
    operations.mkdir(dirname(target));
    operations.rename(built, target);
  } else if (!operations.exchange(target, built)) swapWithJournal(scratch, { target, built, old }, operations);
}
