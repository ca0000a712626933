import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../spec/user-error.ts";

/** Makes Fairlead's own directory in a project. @throws UserError WRITE where the disk refuses */
export function openScratch(scratch: string): void {
  try {
    mkdirSync(scratch, { recursive: true });
    // The directory hides itself from git, whatever the project's own .gitignore says.
    writeFileSync(join(scratch, ".gitignore"), "*\n");
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new UserError("WRITE", `nothing can be written to ${scratch}: ${error.message}`, {
      path: scratch,
      hint: "look at free space (df) and at rights (ls -ld), then try again",
      cause: error,
    });
  }
}
