import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isCode } from "../../base/errors.ts";
import { UserError } from "../../base/user-error.ts";
import { ifExists, readIfExists } from "../../system/if-exists.ts";
import { replaceFile } from "../../system/replace-file.ts";
import { makeProjectDirectories } from "../../system/make-directories.ts";
import { removeIfEmpty } from "../../system/remove-file.ts";

/** Writes a new file with its directories, or replaces an existing file. @throws UserError UNSAFE_TREE if something else has the name */
export function writeInto(file: string, text: string, exists: boolean): void {
  if (exists) return replaceFile(file, text);
  makeProjectDirectories(dirname(file));
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    throw new UserError("UNSAFE_TREE", `${file} exists, and is not a file`, { path: file, hint: `mv ${file} ${file}.old`, cause: error });
  }
}

/**
 * Notes files before they are written. Returns a function that restores them, and removes directories that are then empty and new.
 * @param paths relative to the directory
 */
export function noteFiles(directory: string, paths: readonly string[]): () => void {
  const before = paths.map((path) => [join(directory, path), readIfExists(join(directory, path))] as const);
  const parents = [...new Set(paths.flatMap((path) => parentsOf(directory, path)))].filter((path) => !existsSync(path));
  return () => {
    for (const [file, text] of before) {
      if (text === undefined) ifExists(() => rmSync(file));
      else if (readFileSync(file, "utf8") !== text) replaceFile(file, text);
    }
    // The deepest first.
    for (const parent of parents.sort((a, b) => b.length - a.length)) removeIfEmpty(parent);
  };
}

/** Lists the directories of a file up to the directory of the repository. */
function parentsOf(directory: string, path: string): readonly string[] {
  const parent = dirname(path);
  return parent === "." ? [directory] : [join(directory, parent), ...parentsOf(directory, parent)];
}
