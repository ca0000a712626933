import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { SAMPLE_SOURCES } from "../../lib/app/demo/scratch.ts";
import { lockFile } from "./generate.ts";

/** The generated tree, below a project. */
export const GENERATED = "pulumi-gen";
/** Fairlead's scratch directory, below a project. */
export const SCRATCH = ".fairlead";

/** A project on the disk. */
export interface Project {
  readonly root: string;
  /** The locks of the new project: stack -> text. */
  readonly locks: ReadonlyMap<string, string>;
}

/** Writes a project's files. Imports of "fairlead" load the checkout. */
export function writeProject(root: string, files: ReadonlyMap<string, string>, checkout: string): Project {
  for (const directory of new Set([...files.keys()].map((path) => dirname(join(root, path))))) mkdirSync(directory, { recursive: true });
  for (const [path, text] of files) writeFileSync(join(root, path), text);
  linkFairlead(root, checkout);
  return openProject(root);
}

/** Copies the checkout's fleet, the sample. */
export function copySample(root: string, checkout: string): Project {
  mkdirSync(root, { recursive: true });
  for (const path of [...SAMPLE_SOURCES, GENERATED]) {
    if (existsSync(join(checkout, path))) cpSync(join(checkout, path), join(root, path), { recursive: true });
  }
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
    // A file in stacks/ need not be a stack.
    return undefined;
  }
}

/** Moves the generated tree aside and writes the original locks, so that the next render starts from nothing. */
export function startFromNothing({ root, locks }: Project, discard: (path: string) => void): void {
  for (const path of [GENERATED, SCRATCH]) discard(join(root, path));
  for (const [stack, text] of locks) {
    mkdirSync(dirname(join(root, lockFile(stack))), { recursive: true });
    writeFileSync(join(root, lockFile(stack)), text);
  }
}

/** Counts the manifests below a directory: all YAML files except the locks. */
export const countManifests = (directory: string): number =>
  readdirSync(directory, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".yaml") && !path.endsWith("versions.yaml"))
    .length;
