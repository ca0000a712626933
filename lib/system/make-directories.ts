import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { isCode } from "../base/errors.ts";

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
    if (isCode(error, "EEXIST") && statSync(path).isDirectory()) return undefined;
    throw error;
  }
}
