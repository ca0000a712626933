import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";
import { JudgeError } from "./judge-error.ts";
import { parseManifests, type Manifest } from "./manifest.ts";

/** Objects that are judged together, because they refer to each other. */
export interface Group {
  /** The stack's name, or `argocd`, or `.` for files at the top. */
  readonly name: string;
  /** Whether it is a stack, rather than the Argo CD objects beside the stacks. */
  readonly isStack: boolean;
  readonly manifests: readonly Manifest[];
}

const manifestFile = /\.(?:ya?ml|json)$/i;

/** `<stack>/versions.yaml` is Fairlead's lock, not a manifest; deeper down the name is free. */
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
    throw new JudgeError(`${directory}: not a directory that can be read`, { cause });
  }
}

/**
 * Every manifest of a rendered tree (`pulumi-gen/`), by stack.
 * @throws JudgeError naming the directory that is missing or the file that is not a manifest
 */
export async function readTree(directory: string): Promise<readonly Group[]> {
  const files = (await filesIn(directory)).map((file) => ({ file, parts: file.split(sep) }));
  const manifests = files.filter(({ file, parts }) => manifestFile.test(file) && !isLock(parts));
  if (manifests.length === 0) throw new JudgeError(`${directory}: holds no manifests; render first`);
  const read = [];
  // One by one: thousands of files at once run out of file descriptors.
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
