import { lstatSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { count } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { type TreePlan, visitFiles } from "./plan-tree.ts";
import { ifExists } from "../../system/if-exists.ts";

/** The facts that differ if another file takes a file's place, so that neither must be read. */
interface FileIdentity {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Files below the generated root at the time of a run's first look. */
export type Snapshot = ReadonlyMap<string, FileIdentity>;

/** Takes a snapshot of files and whole directories below the generated root. Leaves out those that do not exist. */
export function takeSnapshot(root: string, places: readonly string[]): Snapshot {
  const snapshot = new Map<string, FileIdentity>();
  const add = (path: string): void => {
    const identity = identityOf(root, path);
    if (identity !== undefined) snapshot.set(path, identity);
  };
  for (const place of places) {
    const path = join(root, place);
    // A typed name of a stack or service may lead outside.
    if (relative(root, path).startsWith("..")) continue;
    const stat = ifExists(() => lstatSync(path));
    if (stat?.isDirectory() === true) visitFiles(root, place, add);
    else if (stat !== undefined) add(place);
  }
  return snapshot;
}

/** Refuses to overwrite files that have changed since the snapshot. @throws UserError REFUSED with every such file */
export function requireUnchanged(snapshot: Snapshot, root: string, { created, changed, removed }: TreePlan): void {
  const touched = [...created.filter((path) => snapshot.has(path)), ...changed, ...removed];
  const files = touched.filter((path) => !isSame(snapshot.get(path), identityOf(root, path))).sort();
  if (files.length > 0) throw changedError(files);
}

/** Returns the error for files that another process changed. @param files paths below the generated root */
export const changedError = (files: readonly string[]): UserError =>
  new UserError("REFUSED", `${count(files.length, "file")} changed during this run; nothing was written`, {
    hint: "git diff pulumi-gen shows the other changes; then run the command again",
    problems: files.map((path) => ({ file: `${GENERATED_ROOT}/${path}`, path: "", message: "changed during this run" })),
  });

/**
 * Lists the files of a part of the generated root that changed since a snapshot. The part may have moved.
 * @param place where the part is now
 * @param part its path below the generated root: a file, a directory, or nothing for all
 */
export function changedSince(snapshot: Snapshot, place: string, part: string): readonly string[] {
  const isInside = (path: string): boolean => part === "" || path === part || path.startsWith(`${part}/`);
  const now = new Map(
    [...takeSnapshot(dirname(place), [basename(place)])].map(([path, identity]) => {
      const below = path.slice(basename(place).length + 1);
      return [[part, below].filter((each) => each !== "").join("/"), identity] as const;
    }),
  );
  const before = [...snapshot.keys()].filter(isInside);
  return changedBetween(snapshot, now, [...new Set([...before, ...now.keys()])]).toSorted();
}

/** Lists the paths whose files differ between two snapshots. */
export const changedBetween = (before: Snapshot, after: Snapshot, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => !isSame(before.get(path), after.get(path)));

const identityOf = (root: string, path: string): FileIdentity | undefined =>
  ifExists(() => {
    const stat = lstatSync(join(root, path), { throwIfNoEntry: false });
    return stat && { ino: stat.ino, size: stat.size, mtimeMs: stat.mtimeMs };
  });

const isSame = (one: FileIdentity | undefined, other: FileIdentity | undefined): boolean =>
  one?.ino === other?.ino && one?.size === other?.size && one?.mtimeMs === other?.mtimeMs;
