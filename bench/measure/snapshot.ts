import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The files below a directory: path -> all metadata that a write, a replacement, a link or a touch changes. */
export type Snapshot = ReadonlyMap<string, string>;

/** Takes a snapshot of a directory. @param skip names of directories to skip, at any depth */
export function snapshot(root: string, skip: ReadonlySet<string> = new Set()): Snapshot {
  const found = new Map<string, string>();
  const visit = (path: string): void => {
    const { ino, size, mtimeNs, ctimeNs } = lstatSync(path, { bigint: true });
    found.set(path, `${ino} ${size} ${mtimeNs} ${ctimeNs}`);
  };
  const walk = (directory: string): void => {
    visit(directory);
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (skip.has(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else visit(path);
    }
  };
  walk(root);
  return found;
}

/** Lists the paths that were created, removed, written, replaced or touched between two snapshots. */
export const differences = (before: Snapshot, after: Snapshot): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
