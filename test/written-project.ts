import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryDirectory } from "./temporary-directory.ts";

/** Writes files, by path, to a temporary directory and returns its path. */
export function writtenProject(files: Readonly<Record<string, string>>): string {
  const root = temporaryDirectory("specs");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}
