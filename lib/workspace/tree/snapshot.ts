import { lstatSync } from "node:fs";
import { join, relative } from "node:path";
import { count } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { type FileIdentity, identityAt, isSame, type Snapshot } from "./file-identity.ts";
import { type TreePlan, visitFiles } from "./plan-tree.ts";
import { ifExists } from "../../system/if-exists.ts";

/** Takes a snapshot of files and whole directories below the generated root. Leaves out those that do not exist. */
export function takeSnapshot(root: string, places: readonly string[]): Snapshot {
  const snapshot = new Map<string, FileIdentity>();
  const add = (path: string): void => {
    const identity = identityAt(join(root, path));
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
  const files = touched.filter((path) => !isSame(snapshot.get(path), identityAt(join(root, path)))).sort();
  if (files.length > 0) throw changedError(files);
}

/** Returns the error for files that another process changed. @param files paths below the generated root */
export const changedError = (files: readonly string[]): UserError =>
  new UserError("REFUSED", `${count(files.length, "file")} changed during this run; nothing was written`, {
    hint: "git diff pulumi-gen shows the other changes; then run the command again",
    problems: files.map((path) => ({ file: `${GENERATED_ROOT}/${path}`, path: "", message: "changed during this run" })),
  });

/** Lists the paths whose files differ between two snapshots. */
export const changedBetween = (before: Snapshot, after: Snapshot, paths: readonly string[]): readonly string[] =>
  paths.filter((path) => !isSame(before.get(path), after.get(path)));
