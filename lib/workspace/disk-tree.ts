import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { GENERATED_ROOT } from "../render/layout.ts";
import { ifThere, readIfThere } from "../system/read-if-exists.ts";
import { leftovers } from "./tree/leftovers.ts";
import { listTree, planTree } from "./tree/plan-tree.ts";
import { lookAt } from "./tree/snapshot.ts";
import { writeTree } from "./tree/write-tree.ts";
import { diskSource } from "./tree-source.ts";
import type { GeneratedTree } from "./workspace.ts";

/** Opens the generated tree of a repository on disk. */
export function diskTree(root: string): GeneratedTree {
  const [directory, scratch] = [join(root, GENERATED_ROOT), join(root, ".fairlead")];
  return {
    directory,
    scratch,
    read: (path) => readIfThere(join(directory, path)),
    directories: () =>
      (ifThere(() => readdirSync(directory, { withFileTypes: true })) ?? [])
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort(),
    source: (label, below = "") => diskSource(join(directory, below), label),
    plan: (tree, owned) => planTree(directory, listTree(directory), tree, owned),
    snapshot: (places) => lookAt(directory, places),
    write: (tree, options) => writeTree({ root: directory, scratch }, tree, options),
    replace: (path, text) => replaceFile(join(directory, path), text),
    leftovers: () => leftovers(scratch),
  };
}

function replaceFile(path: string, text: string | undefined): void {
  if (text === undefined) return rmSync(path);
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}`;
  writeFileSync(next, text);
  renameSync(next, path);
}
