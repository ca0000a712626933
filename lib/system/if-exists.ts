import { isCode } from "../base/errors.ts";
import { UserError } from "../base/user-error.ts";
import { lstatSync, readFileSync, readlinkSync } from "node:fs";

/** Returns the content of a file; undefined if it does not exist. @throws UserError UNSAFE_TREE for a directory */
export function readIfExists(path: string): string | undefined {
  try {
    return ifExists(() => readFileSync(path, "utf8"));
  } catch (error) {
    if (!isCode(error, "EISDIR")) throw error;
    const hint = `mv ${path} ${path}.old`;
    throw new UserError("UNSAFE_TREE", `${path} ${IS_DIRECTORY}`, { path, hint, cause: error });
  }
}

/** The problem of a directory in the place of a file. */
export const IS_DIRECTORY = "is a directory, not a file";

/** Returns the target of a symbolic link; undefined if the path is something else, or does not exist. */
export const linkTarget = (path: string): string | undefined =>
  ifExists(() => (lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined));

/** Returns the result of reading the file system; undefined if the file or directory does not exist. */
export function ifExists<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}
