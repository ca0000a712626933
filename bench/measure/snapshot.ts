import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Everything below a directory, with what the system changes when it is written, replaced, linked or touched. */
export type Snapshot = ReadonlyMap<string, string>;

/** @param skip names that are not looked into, at any depth */
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

/** Paths that were created, removed, written, replaced or so much as touched in between. */
export const differences = (before: Snapshot, after: Snapshot): readonly string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path));
