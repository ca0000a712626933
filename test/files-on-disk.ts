import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type FileOperations, nodeFileOperations } from "../lib/system/file-operations.ts";
import { listFiles } from "../lib/system/list-files.ts";
import type { Workspace } from "../lib/workspace/tree/atomic-swap.ts";
import { writeTree } from "../lib/workspace/tree/write-tree.ts";
import { temporaryDirectory } from "./temporary-directory.ts";

/** Path -> content. */
export type Files = Readonly<Record<string, string>>;

/** Makes the paths of a generated root and its scratch directory. */
export function temporaryWorkspace(): Workspace {
  const directory = temporaryDirectory("swap");
  return { root: join(directory, "pulumi-gen"), scratch: join(directory, ".fairlead") };
}

/** Writes files as a person does. */
export function put({ root }: Workspace, files: Files): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** Reads all files of a directory, in order. */
export const filesIn = (root: string): Files =>
  sorted(Object.fromEntries(listFiles(root).map((path) => [path.slice(root.length + 1), readFileSync(path, "utf8")])));

export const sorted = (files: Files): Files => Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Writes files as a run does. */
export const writeFiles = (workspace: Workspace, files: Files, operations: FileOperations = nodeFileOperations) =>
  writeTree(workspace, new Map(Object.entries(files)), { operations });
