import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isCode } from "../base/errors.ts";

/** The text of a file; undefined where there is none. */
export function readIfThere(path: string): string | undefined {
  return ifThere(() => readFileSync(path, "utf8"));
}

/** Everything below a directory that is no directory itself, sorted; nothing where there is none. */
export function filesBelow(directory: string): readonly string[] {
  const entries = ifThere(() => readdirSync(directory, { recursive: true, withFileTypes: true })) ?? [];
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** What a look at the disk gives; undefined where there is nothing to look at. */
export function ifThere<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (isCode(error, "ENOENT") || isCode(error, "ENOTDIR")) return undefined;
    throw error;
  }
}
