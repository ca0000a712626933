import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Tree } from "../../render/tree.ts";
import type { FileOperations } from "../../system/file-operations.ts";
import type { Listing, TreePlan } from "./plan-tree.ts";
import { changedMeanwhile, type Look, type Replaced } from "./changed-meanwhile.ts";
import { type FileIdentity, identityAt } from "./file-identity.ts";
import { changedError } from "./snapshot.ts";
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
  /** The files that were compared, and those that go, when the plan was made. Copies of others are added. */
  readonly seen: Map<string, FileIdentity>;
}

/** A part of the generated root, and the part that takes its place. */
interface Replacement {
  /** The path of the part below the generated root. */
  readonly part: string;
  readonly target: string;
  readonly built: string;
  /** A free path for the replaced part. */
  readonly old: string;
}

/**
 * Applies a plan to the disk atomically. Other processes see the old tree or the new one, also after a kill or a power loss.
 * Builds the smallest directory around all changes, and swaps it in. Links unchanged files instead of copying them.
 * A single file is swapped alone. If another process changed the replaced part since the plan, the part comes back.
 * @param staged an empty directory
 * @returns the directory whose names the last step changed
 * @throws UserError REFUSED if another process changed a file
 */
export function applyPlan(workspace: Workspace, staged: string, planned: PlannedTree, operations: FileOperations): string {
  const { root } = workspace;
  const file = singleFile(root, planned);
  const part = file ?? buildDirectory(workspace, staged, planned, operations);
  const target = join(root, part);
  const built = join(staged, "tree");
  if (file !== undefined) {
    operations.writeFile(built, planned.tree.get(file) ?? "");
    operations.sync([built]);
  }
  replace(workspace, { part, target, built, old: join(staged, "old") }, planned, operations);
  return dirname(target);
}

/** Returns the only changed file, if its directory exists and no directory has its path. */
function singleFile(root: string, { plan, listing }: PlannedTree): string | undefined {
  const [only, ...more] = [...plan.created, ...plan.changed];
  if (only === undefined || more.length > 0 || plan.removed.length > 0) return undefined;
  const isFree = listing.has(only) || !existsSync(join(root, only));
  return isFree && isDirectory(dirname(join(root, only))) ? only : undefined;
}

/** Builds the smallest directory around all changes, if it is not empty. @returns its path below the generated root */
function buildDirectory(
  { root }: Workspace,
  staged: string,
  { plan, listing, tree, seen }: PlannedTree,
  operations: FileOperations,
): string {
  const removed = new Set(plan.removed);
  const written = new Set([...plan.created, ...plan.changed]);
  const kept = [...listing.keys()].filter((path) => !removed.has(path) && !written.has(path));
  const directory = findSwapDirectory(root, [...written, ...removed], [...kept, ...written]);
  const built = join(staged, "tree");
  const isInside = (path: string): boolean => directory === "" || path.startsWith(`${directory}/`);
  const made = new Set<string>();
  const files: string[] = [];
  const place = (path: string): string => {
    const target = join(built, directory === "" ? path : path.slice(directory.length + 1));
    const parent = dirname(target);
    if (!made.has(parent)) operations.mkdir(parent);
    for (let at = parent; at !== staged && !made.has(at); at = dirname(at)) made.add(at);
    return target;
  };
  // Both trees have a change of a linked file. Only the old tree has a change of a copied one.
  let copies = false;
  const note = (path: string, identity = identityAt(join(root, path))): void => void (identity && seen.set(path, identity));
  for (const path of kept) {
    if (!isInside(path)) continue;
    const [from, to] = [join(root, path), place(path)];
    if (copies) note(path);
    if (operations.link(from, to) || copies) continue;
    copies = true;
    note(path);
    operations.link(from, to);
  }
  for (const path of written) {
    if (!isInside(path)) continue;
    files.push(place(path));
    operations.writeFile(files.at(-1) ?? "", tree.get(path) ?? "");
  }
  if (made.size > 0) operations.sync([...files, ...made]);
  return directory;
}

/** Puts the built part in its place. Then the replaced part must be as the plan saw it. */
function replace({ scratch }: Workspace, parts: Replacement, look: Look, operations: FileOperations): void {
  const { part, target, built, old } = parts;
  const requireSeen = (replaced: Omit<Replaced, "part">, undo: () => void): void => {
    const changed = changedMeanwhile(look, { part, ...replaced });
    if (changed.length === 0) return;
    undo();
    throw changedError(changed);
  };
  const back = (): void => operations.rename(old, target);
  if (!existsSync(built)) {
    operations.rename(target, old);
    requireSeen({ old }, back);
  } else if (!existsSync(target)) {
    operations.mkdir(dirname(target));
    operations.rename(built, target);
  } else if (operations.exchange(target, built)) requireSeen({ old: built, new: target }, () => operations.exchange(target, built));
  else swapWithJournal(scratch, { target, built, old }, operations, () => requireSeen({ old, new: built }, back));
}
