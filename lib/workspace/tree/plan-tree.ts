import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../../base/user-error.ts";
import type { Tree } from "../../render/tree.ts";
import { ifExists, readWithStat } from "../../system/if-exists.ts";
import { type FileIdentity, identityAt, identityOf } from "./file-identity.ts";

/** Paths on disk below the generated root. A link is `other`: it is never followed. */
export type Listing = ReadonlyMap<string, "file" | "other">;

/** Lists a generated root. A root that does not exist is empty. @throws UserError UNSAFE_TREE if it is not a directory */
export function listTree(root: string): Listing {
  const listing = new Map<string, "file" | "other">();
  if (!hasTree(root)) return listing;
  visitFiles(root, "", (path, entry) => listing.set(path, entry.isFile() ? "file" : "other"));
  return listing;
}

/** True if a generated root exists. @throws UserError UNSAFE_TREE if it is not a directory */
export function hasTree(root: string): boolean {
  const stat = lstatSync(root, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) return stat !== undefined;
  throw new UserError("UNSAFE_TREE", `${root} is not a directory`, {
    path: root,
    hint: `mv ${root} ${root}.old; Fairlead writes this directory itself, and follows no links`,
  });
}

/** Returns the error for a clone, a worktree or a submodule in the generated root. A swap would move its repository. */
const ownRepository = (root: string, path: string): UserError =>
  new UserError("UNSAFE_TREE", `${join(root, path)} is a separate repository, which Fairlead does not touch`, {
    path: join(root, path),
    hint: `mv ${join(root, dirname(path))} ${join(root, dirname(path))}.old; the repository of the specs keeps the generated files`,
  });

/** Visits everything below a directory except directories. A directory that another process removes meanwhile is empty. @throws UserError UNSAFE_TREE for `.git` */
export function visitFiles(root: string, below: string, visit: (path: string, entry: Dirent) => void): void {
  for (const entry of ifExists(() => readdirSync(join(root, below), { withFileTypes: true })) ?? []) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.name === ".git") throw ownRepository(root, path);
    if (entry.isDirectory()) visitFiles(root, path, visit);
    else visit(path, entry);
  }
}

/** Changes that bring a tree to the disk. Paths are relative to the generated root, and sorted. */
export interface TreePlan {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** A plan that is on disk. */
export interface WrittenTree extends TreePlan {
  /** The replaced files, if they could not be removed. The run is done, and the next one tries again. */
  readonly leftover?: { readonly path: string; readonly reason: string } | undefined;
}

/** A plan, and the files as they were when it was made: those that were compared, and those that go. */
export interface Look {
  readonly plan: TreePlan;
  readonly seen: Map<string, FileIdentity>;
}

/** Compares the disk with a tree, byte by byte. @param owned true for the paths that may be removed; default: every path */
export const planTree = (root: string, listing: Listing, tree: Tree, owned?: (path: string) => boolean): TreePlan =>
  lookAt(root, listing, tree, owned).plan;

/** Compares the disk with a tree, and notes the identity of each file before it is read. */
export function lookAt(root: string, listing: Listing, tree: Tree, owned: (path: string) => boolean = () => true): Look {
  const created: string[] = [];
  const changed: string[] = [];
  const seen = new Map<string, FileIdentity>();
  let unchanged = 0;
  for (const [path, text] of tree) {
    const kind = listing.get(path);
    if (kind === undefined) created.push(path);
    else if (kind === "file" && hasContent(root, path, text, seen)) unchanged += 1;
    else changed.push(path);
  }
  const removed = [...listing.keys()].filter((path) => !tree.has(path) && owned(path));
  const others = [...removed, ...changed.filter((path) => !seen.has(path))];
  for (const path of others) noteIdentity(seen, path, identityAt(join(root, path)));
  return { plan: { created: created.sort(), changed: changed.sort(), removed: removed.sort(), unchanged }, seen };
}

/** True if a file has exactly this content. Notes its identity. */
function hasContent(root: string, path: string, text: string, seen: Map<string, FileIdentity>): boolean {
  const read = readWithStat(join(root, path));
  noteIdentity(seen, path, read && identityOf(read.stat));
  if (read === undefined) return false;
  // Reading a string is twice as fast, but invalid bytes become U+FFFD. With that character, the bytes are compared.
  const exact = text.isWellFormed() && !text.includes("\uFFFD");
  if (exact) return read.text === text;
  return ifExists(() => Buffer.from(text).equals(readFileSync(join(root, path)))) ?? false;
}

function noteIdentity(seen: Map<string, FileIdentity>, path: string, identity: FileIdentity | undefined): void {
  if (identity !== undefined) seen.set(path, identity);
}

export const isUpToDate = ({ created, changed, removed }: TreePlan): boolean => created.length + changed.length + removed.length === 0;
