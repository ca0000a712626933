import { lstatSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../base/user-error.ts";
import { readIfExists } from "./if-exists.ts";
import { replaceFile } from "./replace-file.ts";
import { writeError } from "./system-errors.ts";
import { makeDirectories } from "./make-directories.ts";

const IGNORE_ALL = "*\n";

/** Makes a directory for temporary files that git ignores without an entry in the repository's own `.gitignore`. @throws UserError WRITE, UNSAFE_TREE */
export function makeScratchDirectory(scratch: string): void {
  try {
    makeDirectories(scratch);
    requireOurs(scratch);
    const file = join(scratch, ".gitignore");
    if (readIfExists(file) !== IGNORE_ALL) replaceFile(file, IGNORE_ALL);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof UserError) throw error;
    throw writeError(`cannot write to ${scratch}`, error, scratch);
  }
}

/** Requires a directory of this user or of the repository's owner. @throws UserError UNSAFE_TREE */
function requireOurs(scratch: string): void {
  const stat = lstatSync(scratch);
  const isOwner = stat.uid === process.getuid?.() || stat.uid === lstatSync(dirname(scratch)).uid;
  const problem = stat.isDirectory() ? (isOwner ? undefined : `belongs to another user (uid ${stat.uid})`) : "is not a directory";
  if (problem !== undefined)
    throw new UserError("UNSAFE_TREE", `${scratch} ${problem}`, { path: scratch, hint: `mv ${scratch} ${scratch}.old` });
}
