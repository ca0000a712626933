import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { isCode } from "../base/errors.ts";
import { UserError } from "../base/user-error.ts";
import { isDirectory } from "./is-directory.ts";

/**
 * Creates a directory with its parents. Node's own `recursive` option never returns below `/proc`, where creating fails with ENOENT.
 * @returns the topmost directory that it created; undefined if all exist
 */
export function makeDirectories(path: string): string | undefined {
  try {
    return makeOne(path);
  } catch (error) {
    if ((!isCode(error, "ENOENT") && !isCode(error, "ENOTDIR")) || dirname(path) === path) throw error;
  }
  const first = makeDirectories(dirname(path));
  const made = makeOne(path);
  return first ?? made;
}

/** Creates one directory; undefined if it exists. Another process may create it at the same time. */
function makeOne(path: string): string | undefined {
  try {
    mkdirSync(path);
    return path;
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
    if (isDirectory(path)) return undefined;
    const hint = `mv ${path} ${path}.old`;
    throw new UserError("UNSAFE_TREE", `${path} is not a directory`, { path, hint, cause: error });
  }
}
