import { lstatSync, mkdirSync } from "node:fs";
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
    if (!isCode(error, "ENOENT") || dirname(path) === path) throw error;
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
    if (isCode(error, "EEXIST") && isDirectory(path)) return undefined;
    throw error;
  }
}

/** Creates a directory with its parents in a repository. @throws UserError UNSAFE_TREE that names a file in its place */
export function makeProjectDirectories(path: string): void {
  try {
    makeDirectories(path);
  } catch (error) {
    if (!isCode(error, "EEXIST") && !isCode(error, "ENOTDIR")) throw error;
    const culprit = fileIn(path);
    throw new UserError("UNSAFE_TREE", `${culprit} is not a directory`, {
      path: culprit,
      hint: `mv ${culprit} ${culprit}.old`,
      cause: error,
    });
  }
}

/** Returns the part of a path that is a file. */
const fileIn = (path: string): string =>
  lstatSync(dirname(path), { throwIfNoEntry: false })?.isDirectory() === true ? path : fileIn(dirname(path));
