import { rmdirSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { isCode } from "../base/errors.ts";

/** Removes a file below a root, and the directories between them that are then empty. */
export function removeFile(root: string, path: string): void {
  rmSync(path);
  for (let at = dirname(path); at !== root && removeIfEmpty(at);) at = dirname(at);
}

/** Removes an empty directory. @returns false if it is not empty, is something else, or does not exist */
export function removeIfEmpty(directory: string): boolean {
  try {
    rmdirSync(directory);
    return true;
  } catch (error) {
    if (["ENOTEMPTY", "ENOENT", "ENOTDIR"].some((code) => isCode(error, code))) return false;
    throw error;
  }
}
