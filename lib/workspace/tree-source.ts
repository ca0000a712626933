import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "../render/tree.ts";
import { listTree } from "./tree/plan-tree.ts";

/** One side of a comparison. It reads the contents of files on demand. */
export interface TreeSource {
  readonly label: string;
  /** Path below the generated root -> git's blob id. */
  readonly ids: ReadonlyMap<string, string>;
  read(paths: readonly string[]): Tree;
}

/** Returns git's id of a content. With it, a file is compared with a commit, and the commit's file is not read. */
export const blobId = (content: Buffer): string => createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");

/** Returns a rendered tree as a side of a comparison. */
export function memorySource(tree: Tree, label: string): TreeSource {
  const ids = new Map([...tree].map(([path, text]) => [path, blobId(Buffer.from(text))]));
  return { label, ids, read: (paths) => new Map(paths.map((path) => [path, tree.get(path) ?? ""])) };
}

/** Opens a directory as a side of a comparison. */
export function diskSource(directory: string, label: string): TreeSource {
  const paths = [...listTree(directory)].filter(([, kind]) => kind === "file").map(([path]) => path);
  const contentOf = (path: string): Buffer => readFileSync(join(directory, path));
  const ids = new Map(paths.map((path) => [path, blobId(contentOf(path))]));
  return { label, ids, read: (wanted) => new Map(wanted.map((path) => [path, contentOf(path).toString("utf8")])) };
}

/** Reads the files that differ between two sides. */
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
