import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { JudgeError } from "./judge-error.ts";
import { parseManifests, type Manifest } from "./manifest.ts";

/** Objects that are checked together, because they refer to each other. */
export interface Group {
  /** The stack's name, or `argocd`, or `.` for files at the top. */
  readonly name: string;
  /** True for a stack, false for the Argo CD objects beside the stacks. */
  readonly isStack: boolean;
  readonly manifests: readonly Manifest[];
}

const manifestFile = /\.(?:ya?ml|json)$/i;

/** True if the path is `<stack>/versions.yaml`, Fairlead's lock. A component may have a file of that name deeper in the tree. */
function isLock(parts: readonly string[]): boolean {
  return parts.length === 2 && parts[1] === "versions.yaml";
}

async function filesIn(directory: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(directory, sep).length))
      .toSorted();
  } catch (cause) {
    throw new JudgeError(`${directory}: cannot be read as a directory`, { cause });
  }
}

/**
 * Reads every manifest of a rendered tree, by stack.
 * @throws JudgeError if the directory is missing or a file is not a manifest
 */
export async function readTree(directory: string): Promise<readonly Group[]> {
  const files = (await filesIn(directory)).map((file) => ({ file, parts: file.split(sep) }));
  const manifests = files.filter(({ file, parts }) => manifestFile.test(file) && !isLock(parts));
  if (manifests.length === 0) throw new JudgeError(`${directory}: has no manifests; render first`);
  const read = [];
  // Thousands of files at once would use up the file descriptors.
  for (const { file, parts } of manifests) {
    const path = join(directory, file);
    const name = parts.length === 1 ? "." : (parts[0] ?? ".");
    read.push({ name, found: parseManifests(path, await readFile(path, "utf8")) });
  }
  const byName = Map.groupBy(read, ({ name }) => name);
  return [...byName].map(([name, parts]) => ({
    name,
    isStack: name !== "." && name !== "argocd",
    manifests: parts.flatMap(({ found }) => found),
  }));
}
