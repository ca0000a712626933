import { existsSync, lstatSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isCode } from "../../base/errors.ts";
import { UserError } from "../../base/user-error.ts";
import { ifExists, linkTarget, readIfExists } from "../../system/if-exists.ts";
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
  const restores = paths.map((path) => noteFile(join(directory, path)));
  const parents = [...new Set(paths.flatMap((path) => parentsOf(directory, path)))].filter((path) => !existsSync(path));
  return () => {
    for (const restore of restores) restore();
    // The deepest first.
    for (const parent of parents.sort((a, b) => b.length - a.length)) removeIfEmpty(parent);
  };
}

/** Notes a file or a link. Returns a function that restores it. @throws UserError UNSAFE_TREE for a directory */
function noteFile(file: string): () => void {
  const target = linkTarget(file);
  if (target !== undefined)
    return () => {
      if (linkTarget(file) === target) return;
      rmSync(file, { force: true });
      symlinkSync(target, file);
    };
  const text = readIfExists(file);
  return () => {
    if (text === undefined) ifExists(() => rmSync(file));
    else if (readIfExists(file) !== text) replaceFile(file, text);
  };
}

/** True if something has the name, also if it is a link that leads nowhere. @throws UserError UNSAFE_TREE for a directory */
export function isThere(file: string): boolean {
  const found = ifExists(() => lstatSync(file));
  if (found?.isDirectory() === true) readIfExists(file);
  return found !== undefined;
}

/** Lists the directories of a file up to the directory of the repository. */
function parentsOf(directory: string, path: string): readonly string[] {
  const parent = dirname(path);
  return parent === "." ? [directory] : [join(directory, parent), ...parentsOf(directory, parent)];
}
