import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ifExists } from "./if-exists.ts";

/** Lists everything below a directory except directories, sorted. A directory that does not exist is empty. */
export function listFiles(directory: string): readonly string[] {
  const entries = ifExists(() => readdirSync(directory, { recursive: true, withFileTypes: true })) ?? [];
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
