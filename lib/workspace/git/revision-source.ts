import { FAIRLEAD } from "../../base/fairlead.ts";
import { spawnSync } from "node:child_process";
import { GENERATED_ROOT } from "../../render/layout.ts";
import type { Tree } from "../../render/tree.ts";
import { isOutOfFiles } from "../../system/system-errors.ts";
import { UserError } from "../../base/user-error.ts";
import type { TreeSource } from "../tree-source.ts";
import { git, topLevel } from "./repository.ts";

/** Opens the generated tree of a revision. @throws UserError GIT */
export async function revisionSource(root: string, revision: string): Promise<TreeSource> {
  const ids = await blobsAt(root, await commitOf(root, revision), GENERATED_ROOT);
  const read = (paths: readonly string[]): Tree => {
    const wanted = new Map(paths.map((path) => [path, ids.get(path) ?? ""]));
    const contents = readBlobs(root, [...new Set(wanted.values())]);
    return new Map([...wanted].map(([path, id]) => [path, contents.get(id) ?? ""]));
  };
  return { label: revision, ids, read };
}

/** Returns the id of the commit that a revision names. @throws UserError GIT */
export async function commitOf(directory: string, revision: string): Promise<string> {
  try {
    return (await git(directory, "rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`)).trim();
  } catch (cause) {
    if ((await topLevel(directory)) === undefined) {
      throw new UserError(
        "GIT",
        `"${revision}" is not a directory, and ${directory} is not in a git repository, so it cannot be a revision`,
        { hint: `${FAIRLEAD} diff without arguments compares pulumi-gen/ with the specs`, cause },
      );
    }
    throw new UserError("GIT", `"${revision}" is neither a git revision nor a directory`, {
      hint: "git log --oneline lists revisions; a shallow clone needs git fetch --unshallow",
      cause,
    });
  }
}

/** Lists the files below a directory at a commit: path below it -> blob id. */
export async function blobsAt(root: string, commit: string, directory: string): Promise<ReadonlyMap<string, string>> {
  // The listing is relative to the root, so a project may be a part of its repository.
  const listing = await git(root, "ls-tree", "-r", "-z", commit, "--", `${directory}/`);
  const blobs = new Map<string, string>();
  for (const line of listing.split("\0")) {
    const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    if (id !== undefined && path !== undefined) blobs.set(path.slice(directory.length + 1), id);
  }
  return blobs;
}

/** Finds the blobs of `<commit>:<path>` in one git process. Paths that a commit lacks are left out. @throws UserError GIT */
export function batchCheck(root: string, places: readonly string[]): ReadonlyMap<string, string> {
  const ids = new Map<string, string>();
  if (places.length === 0) return ids;
  const lines = catFile(root, "--batch-check", places).toString("utf8").split("\n");
  for (const [at, place] of places.entries()) {
    const [, id] = /^([0-9a-f]+) blob \d+$/.exec(lines[at] ?? "") ?? [];
    if (id !== undefined) ids.set(place, id);
  }
  return ids;
}

/** Runs `git cat-file` for objects. @throws UserError GIT */
export function catFile(root: string, mode: "--batch" | "--batch-check", objects: readonly string[]): Buffer {
  const { stdout, status, stderr, error } = spawnSync("git", ["cat-file", mode], {
    cwd: root,
    input: `${objects.join("\n")}\n`,
    maxBuffer: 2 ** 31 - 1,
  });
  if (error !== undefined && isOutOfFiles(error)) throw error;
  if (status === 0) return stdout;
  throw new UserError("GIT", `git cat-file failed: ${error?.message ?? stderr.toString().trim()}`, {
    hint: `git -C ${root} fsck lists missing objects`,
  });
}

const noContent = (id: string): UserError =>
  new UserError("GIT", `git has no content for ${id}`, {
    hint: "git fetch --refetch fetches the objects that a partial clone left out",
  });

/** Reads blobs in one git process. @throws UserError GIT */
export function readBlobs(root: string, ids: readonly string[]): ReadonlyMap<string, string> {
  if (ids.length === 0) return new Map();
  return new Map([...contentsIn(catFile(root, "--batch", ids))].map(([id, content]) => [id, content.toString("utf8")]));
}

const NEWLINE = 10;

/** Splits what `git cat-file --batch` wrote: id -> content. @throws UserError GIT */
export function contentsIn(output: Buffer): ReadonlyMap<string, Buffer> {
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < output.length;) {
    const end = output.indexOf(NEWLINE, at);
    const [id = "", type, size = ""] = output.toString("latin1", at, end).split(" ");
    if (type !== "blob") throw noContent(id);
    const start = end + 1;
    contents.set(id, output.subarray(start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return contents;
}
