import { existsSync, renameSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { hashOf } from "../base/hash.ts";
import type { Problem } from "../base/problem.ts";
import { quoted } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";
import { withLockFile } from "../system/lock-file.ts";
import { makeDirectories } from "../system/make-directories.ts";
import { removeLeftovers, runFileName } from "../system/run-leftovers.ts";
import { makeScratchDirectory } from "../system/scratch-directory.ts";
import { type GitAnswer, type GitClient, openGit, saidBy } from "./git-client.ts";
import { recognise } from "./refusal.ts";

/** A branch of a separate ops repository. */
export interface OpsAddress {
  readonly url: string;
  readonly branch: string;
}

/** Milliseconds. The first clone of a long history may be slow. */
const WAIT_MS = 600_000;

/** Settings that the clone takes over from the repository of the specs, if it has none. */
const IDENTITY = ["user.name", "user.email"];

/**
 * Clones a separate ops repository below `.fairlead/`, or brings the clone to the newest commit. Changes in it that nobody committed stay.
 * @param root the absolute path of the specs
 * @returns the absolute path of the clone
 * @throws UserError GIT, BUSY, and REFUSED if the clone cannot take the newest commit without losing a change
 */
export async function openOpsClone(root: string, address: OpsAddress): Promise<string> {
  const { url, branch } = address;
  const scratch = join(root, ".fairlead");
  makeScratchDirectory(scratch);
  const place = join(scratch, "ops");
  makeDirectories(place);
  const directory = join(place, `${basename(url, ".git").replace(/[^A-Za-z0-9.-]/g, "-")}-${hashOf(`${url}\n${branch}`).slice(0, 8)}`);
  return withLockFile(join(scratch, "ops.lock"), { waitMs: WAIT_MS }, async () => {
    removeLeftovers(place, CLONE);
    if (existsSync(directory)) await bringForward(directory, address);
    else await clone(place, directory, address);
    await takeIdentity(root, directory);
    return directory;
  });
}

/** The kind of a directory in which a run clones. */
const CLONE = "clone";

/** The commit that Fairlead brought the checkout of the clone to. A person's own commit differs from it. */
const FOLLOWED = "refs/fairlead/followed";

/** Clones to another name first, so that a killed run leaves no half of a clone. */
async function clone(place: string, directory: string, address: OpsAddress): Promise<void> {
  const { url, branch } = address;
  const unfinished = join(place, runFileName(CLONE));
  try {
    const cloned = await openGit(place)("clone", "--quiet", "--no-checkout", "--origin", "origin", "--", url, unfinished);
    if (cloned.code !== 0) throw unreadable(cloned, address, place);
    const checkedOut = await openGit(unfinished)("checkout", "--quiet", "-B", branch, "--track", `origin/${branch}`);
    if (checkedOut.code !== 0) throw withoutBranch(address, place);
    await openGit(unfinished)("update-ref", FOLLOWED, "HEAD");
    renameSync(unfinished, directory);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function bringForward(directory: string, address: OpsAddress): Promise<void> {
  const { branch } = address;
  const git = openGit(directory, "core.hooksPath=/dev/null");
  const current = (await git("branch", "--show-current")).stdout.trim();
  if (current !== branch) {
    const found = current === "" ? "no branch" : `the branch ${current}`;
    throw refused(
      directory,
      `${found} checked out, and the fleet follows ${branch}`,
      `git -C ${quoted(directory)} switch ${quoted(branch)}`,
    );
  }
  const fetched = await git("fetch", "--quiet", "--no-tags", "origin", `+refs/heads/${branch}:refs/remotes/origin/${branch}`);
  if (fetched.code !== 0) throw unreadable(fetched, address, directory);
  const [head, tip] = [await commitOf(git, "HEAD"), await commitOf(git, `refs/remotes/origin/${branch}`)];
  if (head === tip) return;
  const isOwn = head !== (await commitOf(git, FOLLOWED));
  // A commit that nobody pushed yet stays. Commands that publish refuse it.
  if (isOwn && (await git("merge-base", "--is-ancestor", tip, head)).code === 0) return;
  const merged = await git("merge", "--quiet", "--ff-only", tip);
  if (merged.code === 0 && (await commitOf(git, "HEAD")) === tip) return void (await git("update-ref", FOLLOWED, tip));
  const isClean = (await git("status", "--porcelain")).stdout === "";
  // A person forced a push. The clone has no change and no commit, so it follows.
  if (isClean && !isOwn) {
    await git("reset", "--quiet", "--hard", tip);
    return void (await git("update-ref", FOLLOWED, tip));
  }
  const dropped = isClean ? `log origin/${quoted(branch)}..HEAD` : "stash --include-untracked";
  throw refused(directory, `changes that the newest commit of ${branch} does not allow`, `git -C ${quoted(directory)} ${dropped}`);
}

const commitOf = async (git: GitClient, revision: string): Promise<string> =>
  (await git("rev-parse", "--verify", "--quiet", `${revision}^{commit}`)).stdout.trim();

async function takeIdentity(root: string, directory: string): Promise<void> {
  const [specs, git] = [openGit(root), openGit(directory)];
  for (const name of IDENTITY) {
    if ((await git("config", name)).stdout.trim() !== "") continue;
    const value = (await specs("config", name)).stdout.trim();
    if (value !== "") await git("config", name, value);
  }
}

const refused = (directory: string, what: string, hint: string): UserError =>
  new UserError("REFUSED", `the clone of the ops repository has ${what}`, { path: directory, hint });

function unreadable(answer: GitAnswer, address: OpsAddress, path: string): UserError {
  const { kind, cause, said } = recognise(saidBy(answer));
  if (kind === "no branch") return withoutBranch(address, path);
  const { url } = address;
  return new UserError("GIT", `the ops repository ${url} cannot be read: ${cause}`, {
    path,
    hint: `git ls-remote ${quoted(url)} shows the same error`,
    problems: said.map((line): Problem => ({ file: url, path: "", message: line })),
  });
}

const withoutBranch = ({ url, branch }: OpsAddress, path: string): UserError =>
  new UserError("GIT", `the ops repository ${url} has no branch ${branch}`, {
    path,
    hint: `git clone ${quoted(url)} ops && git -C ops commit --allow-empty --message Begin && git -C ops push origin HEAD:refs/heads/${quoted(branch)}`,
  });
