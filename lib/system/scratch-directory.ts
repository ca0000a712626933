import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readIfExists } from "./if-exists.ts";
import { writeError } from "./system-errors.ts";
import { makeDirectories } from "./make-directories.ts";

const IGNORE_ALL = "*\n";

/** Makes a directory for temporary files that git ignores without an entry in the repository's own `.gitignore`. @throws UserError WRITE */
export function makeScratchDirectory(scratch: string): void {
  try {
    makeDirectories(scratch);
    const file = join(scratch, ".gitignore");
    if (readIfExists(file) !== IGNORE_ALL) writeFileSync(file, IGNORE_ALL);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw writeError(`cannot write to ${scratch}`, error, scratch);
  }
}
