import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SAMPLE_SOURCES } from "../../lib/app/demo/scratch.ts";
import { lockFile } from "./generate.ts";

/** Where Fairlead writes, below a project. */
export const GENERATED = "pulumi-gen";
/** Fairlead's own directory, below a project. */
export const SCRATCH = ".fairlead";

/** A project on the disk. */
export interface Project {
  readonly root: string;
  /** Stack -> its lock, as the project was made. */
  readonly locks: ReadonlyMap<string, string>;
}

/** Writes a project's files; `from "fairlead"` leads to the checkout. */
export function writeProject(root: string, files: ReadonlyMap<string, string>, checkout: string): Project {
  for (const directory of new Set([...files.keys()].map((path) => dirname(join(root, path))))) mkdirSync(directory, { recursive: true });
  for (const [path, text] of files) writeFileSync(join(root, path), text);
  linkFairlead(root, checkout);
  return openProject(root);
}

/** Copies the checkout's own fleet, the sample. */
export function copySample(root: string, checkout: string): Project {
  mkdirSync(root, { recursive: true });
  for (const path of [...SAMPLE_SOURCES, GENERATED]) cpSync(join(checkout, path), join(root, path), { recursive: true });
  writeFileSync(join(root, "package.json"), '{ "type": "module" }\n');
  linkFairlead(root, checkout);
  return openProject(root);
}

function linkFairlead(root: string, checkout: string): void {
  mkdirSync(join(root, "node_modules"), { recursive: true });
  symlinkSync(checkout, join(root, "node_modules", "fairlead"));
}

function openProject(root: string): Project {
  const stacks = readdirSync(join(root, "stacks"))
    .map((name) => name.replace(/\.ts$/, ""))
    .sort();
  const locks = stacks.flatMap((stack) => {
    const text = readLock(root, stack);
    return text === undefined ? [] : [[stack, text] as const];
  });
  return { root, locks: new Map(locks) };
}

function readLock(root: string, stack: string): string | undefined {
  try {
    return readFileSync(join(root, lockFile(stack)), "utf8");
  } catch {
    // Not everything in stacks/ is a stack.
    return undefined;
  }
}

/** Takes everything that was generated away and leaves the locks alone, as they were: the next render starts from nothing. */
export function startFromNothing({ root, locks }: Project, discard: (path: string) => void): void {
  for (const path of [GENERATED, SCRATCH]) discard(join(root, path));
  for (const [stack, text] of locks) {
    mkdirSync(dirname(join(root, lockFile(stack))), { recursive: true });
    writeFileSync(join(root, lockFile(stack)), text);
  }
}

/** How many manifests there are below a directory: YAML files but the locks. */
export const countManifests = (directory: string): number =>
  readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".yaml") && !path.endsWith("versions.yaml"))
    .length;
