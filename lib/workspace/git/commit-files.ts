import { UserError } from "../../base/user-error.ts";
import { git } from "./repository.ts";
import { blobsAt, commitOf, readBlobs } from "./revision-source.ts";

/** Names the commit at which two histories parted. @throws UserError GIT if git has none */
export async function mergeBase(root: string, base: string, head: string): Promise<string> {
  const commits = [await commitOf(root, base), await commitOf(root, head)];
  try {
    return (await git(root, "merge-base", ...commits)).trim();
  } catch (cause) {
    throw new UserError("GIT", `git knows no common ancestor of ${base} and ${head}`, {
      path: root,
      hint: "git fetch --unshallow; in GitHub Actions fetch-depth: 0",
      cause,
    });
  }
}

/** Reads the files of directories and single files at a commit. Paths are relative to the root of the project. */
export async function filesAt(root: string, commit: string, places: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const place of places) {
    for (const [path, id] of await blobsAt(root, commit, place)) ids.set(`${place}/${path}`, id);
  }
  const contents = readBlobs(root, [...new Set(ids.values())]);
  return new Map([...ids].map(([path, id]) => [path, contents.get(id) ?? ""]));
}

/** Reads the first of some files that a commit has. Paths start at the top of the repository. */
export async function firstFileAt(root: string, commit: string, paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    const listing = await git(root, "ls-tree", "--full-tree", commit, "--", path);
    const [, id] = /^\d+ blob ([0-9a-f]+)\t/.exec(listing) ?? [];
    if (id !== undefined) return readBlobs(root, [id]).get(id);
  }
  return undefined;
}
