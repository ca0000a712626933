import { isCode } from "../base/errors.ts";
import { readFileSync } from "node:fs";

/** Returns the content of a file; undefined if it does not exist. */
export const readIfExists = (path: string): string | undefined => ifExists(() => readFileSync(path, "utf8"));

/** Returns the result of reading the file system; undefined if the file or directory does not exist. */
export function ifExists<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}
