import { type Dirent, lstatSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { GENERATED_ROOT } from "../render/layout.ts";
import { ifExists, readIfExists, unsafe } from "../system/if-exists.ts";
import { removeFile } from "../system/remove-file.ts";
import { replaceFile } from "../system/replace-file.ts";
import { hasTree, listTree, planTree } from "./tree/plan-tree.ts";
import { takeSnapshot } from "./tree/snapshot.ts";
import { isWritten, readWrittenFiles } from "./tree/written-files.ts";
import { diskSource } from "./tree-source.ts";
import type { GeneratedTree } from "./workspace.ts";
import { makeDirectories } from "../system/make-directories.ts";

/** Opens the generated tree of a repository on disk. Loads the code that writes on demand. */
export function diskTree(root: string): GeneratedTree {
  const [directory, scratch] = [join(root, GENERATED_ROOT), join(root, ".fairlead")];
  const read = (path: string): string | undefined => (hasTree(directory) ? readInTree(directory, path) : undefined);
  return {
    directory,
    scratch,
    read,
    written: () => {
      const written = readWrittenFiles(scratch);
      return (path) => isWritten(written, path, read(path) ?? "");
    },
    filesIn: (place) => {
      refuseLinks(directory, place);
      return entriesOf(join(directory, place)).flatMap((entry) => (entry.isDirectory() ? [] : [entry.name]));
    },
    directories: () =>
      (hasTree(directory) ? entriesOf(directory) : [])
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
        .sort(),
    paths: () => [...listTree(directory).keys()],
    source: (label, below = "") => diskSource(join(directory, below), label),
    plan: (tree, owned) => planTree(directory, listTree(directory), tree, owned),
    snapshot: (places) => takeSnapshot(directory, places),
    write: async (tree, options) => (await import("./tree/write-tree.ts")).writeTree({ root: directory, scratch }, tree, options),
    replace: (path, text) => (text === undefined ? removeFile(root, join(directory, path)) : replace(join(directory, path), text)),
    leftovers: async () => (await import("./tree/leftovers.ts")).listLeftovers(scratch),
  };
}

/** Reads a file without following a link in its path below the generated root. @throws UserError UNSAFE_TREE that names the link */
function readInTree(directory: string, path: string): string | undefined {
  refuseLinks(directory, path);
  return readIfExists(join(directory, path));
}

const entriesOf = (directory: string): readonly Dirent[] => ifExists(() => readdirSync(directory, { withFileTypes: true })) ?? [];

/** Refuses a path below the generated root that leads over a link. @throws UserError UNSAFE_TREE that names the link */
function refuseLinks(directory: string, path: string): void {
  const parts = path.split("/");
  for (const at of parts.keys()) {
    const part = join(directory, ...parts.slice(0, at + 1));
    if (lstatSync(part, { throwIfNoEntry: false })?.isSymbolicLink() === true) throw unsafe(part, "is a link, and Fairlead follows none");
  }
}

function replace(path: string, text: string): void {
  makeDirectories(dirname(path));
  replaceFile(path, text);
}
