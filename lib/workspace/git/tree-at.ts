import { spawnSync } from "node:child_process";
import { isOutOfFiles } from "../../system/system-errors.ts";
import { UserError } from "../../base/user-error.ts";
import { git, topLevel } from "./repository.ts";

/** The commit that a revision names. @throws UserError GIT where there is none, or git does not answer */
export async function commitOf(directory: string, revision: string): Promise<string> {
  try {
    return (await git(directory, "rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`)).trim();
  } catch (cause) {
    if ((await topLevel(directory)) === undefined) {
      throw new UserError(
        "GIT",
        `"${revision}" is no directory, and ${directory} is in no git repository that could have it as a revision`,
        {
          hint: "git init keeps a history; npx fairlead diff alone compares the specs with pulumi-gen/",
          cause,
        },
      );
    }
    throw new UserError("GIT", `"${revision}" is neither a git revision nor a directory`, {
      hint: "git log --oneline lists revisions; in a shallow clone, git fetch --unshallow brings all of them",
      cause,
    });
  }
}

/** The files below a directory at a commit: path below it -> blob id. */
export async function blobsAt(root: string, commit: string, directory: string): Promise<ReadonlyMap<string, string>> {
  // Relative to where git runs, so that a project may be a part of its repository.
  const listing = await git(root, "ls-tree", "-r", "-z", commit, "--", `${directory}/`);
  const blobs = new Map<string, string>();
  for (const line of listing.split("\0")) {
    const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
    if (id !== undefined && path !== undefined) blobs.set(path.slice(directory.length + 1), id);
  }
  return blobs;
}

/** The contents of blobs, all in one git process. */
export function readBlobs(root: string, ids: readonly string[]): ReadonlyMap<string, string> {
  const contents = new Map<string, string>();
  if (ids.length === 0) return contents;
  const { stdout, status, stderr, error } = spawnSync("git", ["cat-file", "--batch"], {
    cwd: root,
    input: `${ids.join("\n")}\n`,
    maxBuffer: 2 ** 31 - 1,
  });
  if (error !== undefined && isOutOfFiles(error)) throw error;
  if (status !== 0) {
    throw new UserError("GIT", `git cat-file failed: ${error?.message ?? stderr.toString().trim()}`, {
      hint: `git -C ${root} fsck says what is missing`,
    });
  }
  let at = 0;
  while (at < stdout.length) {
    const end = stdout.indexOf(10, at);
    const [id = "", type, size = "0"] = stdout.toString("utf8", at, end).split(" ");
    if (type !== "blob")
      throw new UserError("GIT", `git has no content for ${id}`, { hint: "git fetch brings what a partial clone left out" });
    const start = end + 1;
    contents.set(id, stdout.toString("utf8", start, start + Number(size)));
    at = start + Number(size) + 1;
  }
  return contents;
}
