import { join } from "node:path";
import { GENERATED_ROOT } from "../render/layout.ts";
import type { Tree } from "../render/tree.ts";
import { blobsAt, readBlobs } from "../workspace/git/revision-source.ts";
import { blobId } from "../workspace/tree-source.ts";
import type { GeneratedTree } from "../workspace/workspace.ts";

/** The generated tree of a commit, with the changes of a run. They are not written to the disk. */
export interface GitTree extends GeneratedTree {
  /** The changed files: path -> text, or undefined for a removed file. */
  readonly changes: ReadonlyMap<string, string | undefined>;
}

/** Opens the generated tree of a commit, without a checkout of its files. @param project the absolute path in a worktree @throws UserError GIT */
export async function openGitTree(project: string, commit: string): Promise<GitTree> {
  const committed = await blobsAt(project, commit, GENERATED_ROOT);
  const ids = new Map(committed);
  const changes = new Map<string, string | undefined>();
  const change = (path: string, text: string | undefined): void => {
    const id = text === undefined ? undefined : blobId(Buffer.from(text));
    if (id === undefined) ids.delete(path);
    else ids.set(path, id);
    if (id === committed.get(path)) changes.delete(path);
    else changes.set(path, text);
  };
  const readAll = (paths: readonly string[]): Tree => {
    const stored = paths.filter((path) => !changes.has(path));
    const texts = readBlobs(project, [...new Set(stored.flatMap((path) => committed.get(path) ?? []))]);
    return new Map(paths.map((path) => [path, changes.get(path) ?? texts.get(committed.get(path) ?? "") ?? ""]));
  };
  const below = (place: string): readonly string[] => [...ids.keys()].filter((path) => path.startsWith(place));
  const plan: GeneratedTree["plan"] = (tree, owned = () => true) => {
    const kinds = Map.groupBy(tree, ([path, text]) =>
      !ids.has(path) ? "created" : ids.get(path) === blobId(Buffer.from(text)) ? "unchanged" : "changed",
    );
    const pathsOf = (kind: "created" | "changed"): readonly string[] => (kinds.get(kind) ?? []).map(([path]) => path).sort();
    return {
      created: pathsOf("created"),
      changed: pathsOf("changed"),
      removed: [...ids.keys()].filter((path) => !tree.has(path) && owned(path)).sort(),
      unchanged: kinds.get("unchanged")?.length ?? 0,
    };
  };
  return {
    changes,
    directory: join(project, GENERATED_ROOT),
    scratch: join(project, ".fairlead"),
    read: (path) => (ids.has(path) ? readAll([path]).get(path) : undefined),
    // The worktree is new, so no run has written to it, and nobody changes it meanwhile.
    written: () => () => false,
    snapshot: () => new Map(),
    leftovers: async () => [],
    paths: () => [...ids.keys()],
    filesIn: (place) =>
      below(`${place}/`)
        .map((path) => path.slice(place.length + 1))
        .filter((name) => !name.includes("/")),
    directories: () => [...new Set(below("").flatMap((path) => (path.includes("/") ? [path.slice(0, path.indexOf("/"))] : [])))].sort(),
    source: (label, place = "") => ({
      label,
      ids: new Map(below(place).map((path) => [path.slice(place.length), ids.get(path) ?? ""])),
      read: (paths) => new Map([...readAll(paths.map((path) => place + path))].map(([path, text]) => [path.slice(place.length), text])),
    }),
    plan,
    write: async (tree, { owned }) => {
      const planned = plan(tree, owned);
      for (const path of planned.removed) change(path, undefined);
      for (const path of [...planned.created, ...planned.changed]) change(path, tree.get(path));
      return planned;
    },
    replace: change,
  };
}
