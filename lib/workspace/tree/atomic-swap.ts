import { existsSync, lstatSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Tree } from "../../render/tree.ts";
import type { Listing, TreePlan } from "./plan-tree.ts";
import type { FileOps } from "../../system/file-operations.ts";
import { ownName } from "../../system/run-directory.ts";

/** What it is called in Fairlead's own directory: where a tree is built, and the note of a swap that is not finished. */
export const [STAGING, JOURNAL] = ["staging", "swap.json"];

/** Where a run keeps what is not finished; on the same file system as the generated root. */
export interface Workspace {
  /** The generated root. */
  readonly root: string;
  /** Fairlead's own directory beside it, which git ignores. */
  readonly scratch: string;
}

const isDirectory = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;

/**
 * Brings the planned changes to the disk in one step: whoever looks sees the old tree or the new one, also after a kill.
 * The smallest directory around all changes is built beside the tree (what stays the same is linked, not copied) and
 * swapped in; a single file is renamed over.
 */
export function applyPlan({ root, scratch }: Workspace, plan: TreePlan, listing: Listing, tree: Tree, ops: FileOps): void {
  const removed = new Set(plan.removed);
  const written = new Set([...plan.created, ...plan.changed]);
  const touched = [...written, ...removed];
  const staged = join(scratch, ownName(STAGING));
  ops.remove(staged);
  ops.mkdir(staged);
  const [only] = touched;
  if (touched.length === 1 && only !== undefined && written.has(only) && isPlainTarget(root, only, listing)) {
    const file = join(staged, "file");
    ops.writeFile(file, tree.get(only) ?? "");
    ops.rename(file, join(root, only));
  } else {
    const kept = [...listing.keys()].filter((path) => !removed.has(path) && !written.has(path));
    const unit = unitOf(root, touched, [...kept, ...written]);
    const built = join(staged, "tree");
    const inside = (path: string): boolean => unit === "" || path.startsWith(`${unit}/`);
    const rest = (path: string): string => (unit === "" ? path : path.slice(unit.length + 1));
    const directories = new Set<string>();
    const place = (path: string): string => {
      const target = join(built, rest(path));
      const directory = dirname(target);
      if (!directories.has(directory)) ops.mkdir(directory);
      directories.add(directory);
      return target;
    };
    for (const path of kept) if (inside(path)) ops.link(join(root, path), place(path));
    for (const path of written) if (inside(path)) ops.writeFile(place(path), tree.get(path) ?? "");
    replace(join(root, unit), directories.size === 0 ? undefined : built, join(staged, "old"), scratch, ops);
  }
  ops.remove(staged);
}

/** A file whose directory is there and whose path no directory takes. */
const isPlainTarget = (root: string, path: string, listing: Listing): boolean =>
  isDirectory(dirname(join(root, path))) && (listing.has(path) || !existsSync(join(root, path)));

/** The smallest directory that holds every change, can be put in place by one rename, and is not left behind empty. */
function unitOf(root: string, touched: readonly string[], remaining: readonly string[]): string {
  let unit = parent(touched[0] ?? "");
  for (const path of touched) while (unit !== "" && !path.startsWith(`${unit}/`)) unit = parent(unit);
  while (unit !== "" && !remaining.some((path) => path.startsWith(`${unit}/`))) {
    const above = parent(unit);
    if (above === "" || remaining.some((path) => path.startsWith(`${above}/`))) break;
    unit = above;
  }
  while (unit !== "" && !isDirectory(join(root, parent(unit)))) unit = parent(unit);
  return unit !== "" && existsSync(join(root, unit)) && !isDirectory(join(root, unit)) ? parent(unit) : unit;
}

const parent = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));

interface Journal {
  readonly target: string;
  readonly built: string;
  readonly old: string;
}

const journalPath = (scratch: string): string => join(scratch, JOURNAL);

/** Puts `built` in the place of `target`; with nothing built, takes `target` away. */
function replace(target: string, built: string | undefined, old: string, scratch: string, ops: FileOps): void {
  if (built === undefined) return ops.rename(target, old);
  if (!existsSync(target)) {
    ops.mkdir(dirname(target));
    return ops.rename(built, target);
  }
  if (ops.exchange(target, built)) return;
  // Two renames, with a note for the next run in case this one ends between them.
  ops.writeFile(journalPath(scratch), JSON.stringify({ target, built, old } satisfies Journal));
  ops.rename(target, old);
  try {
    ops.rename(built, target);
  } catch (error) {
    ops.rename(old, target);
    throw error;
  }
  ops.remove(journalPath(scratch));
}

/** Finishes a swap of two renames that a kill has cut in half. Only for whoever holds the lock. */
export function recover(scratch: string, ops: FileOps): void {
  const path = journalPath(scratch);
  if (!existsSync(path)) return;
  const { target, built, old } = parseJournal(readFileSync(path, "utf8"));
  if (!existsSync(target)) {
    if (existsSync(built)) ops.rename(built, target);
    else if (existsSync(old)) ops.rename(old, target);
  }
  ops.remove(path);
}

function parseJournal(text: string): Journal {
  try {
    const { target, built, old }: Partial<Record<keyof Journal, unknown>> = JSON.parse(text);
    return { target: String(target), built: String(built), old: String(old) };
  } catch {
    // Cut off while it was written: no rename had happened yet.
    return { target: "/", built: "", old: "" };
  }
}
