import { readdirSync } from "node:fs";
import { join } from "node:path";

/** Folders that hold no specs: helpers of the specs, and what tools write. */
const NO_SPECS = /^(?:[._].*|node_modules)$/;

/** Lists the TypeScript files of a directory and its folders. All file systems give the same order. @throws if the directory is missing */
export function listSpecs(root: string, directory: string): readonly string[] {
  const files = readdirSync(join(root, directory), { withFileTypes: true }).flatMap((entry): readonly string[] => {
    const path = `${directory}/${entry.name}`;
    // A directory in the place of a spec is a problem of that spec.
    if (entry.name.endsWith(".ts")) return /\.(?:test|d)\.ts$/.test(entry.name) ? [] : [path];
    return entry.isDirectory() && !NO_SPECS.test(entry.name) ? listSpecs(root, path) : [];
  });
  return files.sort();
}
