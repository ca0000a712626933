import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Returns the bytes of all files below a directory. Files may come and go meanwhile. */
export function directorySize(directory: string): number {
  let bytes = 0;
  for (const name of list(directory)) {
    const stat = lstatSync(join(directory, name), { throwIfNoEntry: false });
    if (stat?.isFile() === true) bytes += stat.size;
  }
  return bytes;
}

function list(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, encoding: "utf8" });
  } catch {
    return [];
  }
}
