import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { GENERATED_ROOT } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import { listTree } from "./tree/plan-tree.ts";
import { blobsAt, commitOf, readBlobs } from "./git/tree-at.ts";

/** One side of a comparison: what it is called, what files it has, and their contents on demand. */
export interface TreeSource {
  readonly label: string;
  /** Path below the generated root -> git's blob id. */
  readonly ids: ReadonlyMap<string, string>;
  read(paths: readonly string[]): Tree;
}

/** git's id of a content, so that a file is compared with a commit without reading the commit's. */
const blobId = (content: Buffer): string => createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");

export function renderedSource(tree: Tree): TreeSource {
  const ids = new Map([...tree].map(([path, text]) => [path, blobId(Buffer.from(text))]));
  return { label: "the specs", ids, read: (paths) => new Map(paths.map((path) => [path, tree.get(path) ?? ""])) };
}

export function diskSource(directory: string, label: string): TreeSource {
  const paths = [...listTree(directory)].filter(([, kind]) => kind === "file").map(([path]) => path);
  const contentOf = (path: string): Buffer => readFileSync(join(directory, path));
  const ids = new Map(paths.map((path) => [path, blobId(contentOf(path))]));
  return { label, ids, read: (wanted) => new Map(wanted.map((path) => [path, contentOf(path).toString("utf8")])) };
}

/** A directory where there is one of that name, else a git revision. A project's directory stands for its tree. */
export async function namedSource(root: string, cwd: string, name: string): Promise<TreeSource> {
  const directory = resolve(cwd, name);
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory()) {
    const inside = join(directory, GENERATED_ROOT);
    return diskSource(statSync(inside, { throwIfNoEntry: false })?.isDirectory() ? inside : directory, name);
  }
  const ids = await blobsAt(root, await commitOf(root, name), GENERATED_ROOT);
  const read = (paths: readonly string[]): Tree => {
    const wanted = new Map(paths.map((path) => [path, ids.get(path) ?? ""]));
    const contents = readBlobs(root, [...new Set(wanted.values())]);
    return new Map([...wanted].map(([path, id]) => [path, contents.get(id) ?? ""]));
  };
  return { label: name, ids, read };
}

/** The files that differ between two sides, read. */
export function differing(
  from: TreeSource,
  to: TreeSource,
  owned: (path: string) => boolean,
): { readonly before: Tree; readonly after: Tree } {
  const paths = [...new Set([...from.ids.keys(), ...to.ids.keys()])].filter(
    (path) => owned(path) && from.ids.get(path) !== to.ids.get(path),
  );
  return {
    before: from.read(paths.filter((path) => from.ids.has(path))),
    after: to.read(paths.filter((path) => to.ids.has(path))),
  };
}
