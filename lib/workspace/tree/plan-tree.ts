import { type Dirent, lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../base/user-error.ts";
import type { Tree } from "../../render/tree.ts";
import { ifThere, readIfThere } from "../../system/read-if-exists.ts";

/** What stands on the disk below the generated root; links are seen, never followed. */
export type Listing = ReadonlyMap<string, "file" | "other">;

/** Lists a directory; one that is missing is empty. */
export function listTree(root: string): Listing {
  const listing = new Map<string, "file" | "other">();
  const stat = lstatSync(root, { throwIfNoEntry: false });
  if (stat === undefined) return listing;
  if (!stat.isDirectory()) {
    throw new UserError("UNSAFE_TREE", `${root} is not a directory`, {
      path: root,
      hint: "move it away; Fairlead owns that path and follows no links there",
    });
  }
  filesIn(root, "", (path, entry) => listing.set(path, entry.isFile() ? "file" : "other"));
  return listing;
}

/** Visits everything below a directory that is no directory itself; one that goes meanwhile is empty. */
export function filesIn(root: string, below: string, visit: (path: string, entry: Dirent) => void): void {
  for (const entry of ifThere(() => readdirSync(join(root, below), { withFileTypes: true })) ?? []) {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) filesIn(root, path, visit);
    else visit(path, entry);
  }
}

/** What must happen to the disk so that it holds the tree. Paths are below the generated root, sorted. */
export interface TreePlan {
  readonly created: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: number;
}

/** Compares the disk with a tree, byte by byte. `owned` narrows what may be removed. @default everything */
export function planTree(root: string, listing: Listing, tree: Tree, owned: (path: string) => boolean = () => true): TreePlan {
  const created: string[] = [];
  const changed: string[] = [];
  let unchanged = 0;
  for (const [path, text] of tree) {
    const kind = listing.get(path);
    if (kind === undefined) created.push(path);
    else if (kind === "file" && holds(join(root, path), text)) unchanged += 1;
    else changed.push(path);
  }
  const removed = [...listing.keys()].filter((path) => !tree.has(path) && owned(path));
  return { created: created.sort(), changed: changed.sort(), removed: removed.sort(), unchanged };
}

/** Whether a file has just that text. */
function holds(path: string, text: string): boolean {
  // Reading text is twice as fast, but for bytes that are none it gives U+FFFD: with that the bytes decide.
  const exact = text.isWellFormed() && !text.includes("\uFFFD");
  if (exact) return readIfThere(path) === text;
  return ifThere(() => Buffer.from(text).equals(readFileSync(path))) ?? false;
}

export const isUpToDate = ({ created, changed, removed }: TreePlan): boolean => created.length + changed.length + removed.length === 0;
