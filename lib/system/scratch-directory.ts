import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { diskRefusal } from "./system-errors.ts";
import { readIfThere } from "./read-if-exists.ts";

const IGNORE_ALL = "*\n";

/** Makes Fairlead's own directory in a project. @throws UserError WRITE where the disk refuses */
export function openScratch(scratch: string): void {
  try {
    mkdirSync(scratch, { recursive: true });
    // The directory hides itself from git, whatever the project's own .gitignore says.
    const file = join(scratch, ".gitignore");
    if (readIfThere(file) !== IGNORE_ALL) writeFileSync(file, IGNORE_ALL);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw diskRefusal(`nothing can be written to ${scratch}`, error, scratch);
  }
}
