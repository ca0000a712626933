import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { UserError } from "../base/user-error.ts";
import { GENERATED_ROOT } from "../render/layout.ts";
import { isLeftover, removeLeftovers, runFileName } from "../system/run-leftovers.ts";
import { PUBLISH_RUN } from "../workspace/tree/scratch-names.ts";
import { withCloneLock } from "./clone-lock.ts";
import { type GitAnswer, type GitClient, openGit, saidBy } from "./git-client.ts";
import { recognise } from "./refusal.ts";

/** A worktree of the user's clone that one run uses. */
export interface Worktree {
  /** The absolute path of its top directory. */
  readonly directory: string;
  /** The path of the project in the repository: "" or `ops/`. */
  readonly prefix: string;
  readonly base: string;
  /** The ref that this run fetches to. */
  readonly run: string;
  /** Moves HEAD, index and sources to a commit of this clone. @throws UserError GIT */
  readonly moveTo: (commit: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Removes the worktrees and the refs of killed runs. */
async function removeKilled(git: GitClient, scratch: string): Promise<void> {
  const refs = (await git("for-each-ref", "--format=%(refname)", RUN_REFS)).stdout.split("\n").filter((ref) => ref !== "");
  const killed = refs.filter((ref) => isLeftover(scratch, ref.slice(RUN_REFS.length), PUBLISH_RUN));
  for (const ref of killed) await git("update-ref", "-d", ref);
  removeLeftovers(scratch, PUBLISH_RUN);
  await git("worktree", "prune");
}

/** The refs that runs fetch to. */
const RUN_REFS = "refs/fairlead/run/";

/** The number of worktrees so far. Node keeps each spec by its URL, so each worktree needs another path. */
let opened = 0;

/**
 * Checks out a commit in a separate directory below the project. So the specs find the project's `node_modules`.
 * @param fetchTo fetches the branch to a ref and returns its tip
 * @throws UserError GIT
 */
export const openWorktree = (root: string, fetchTo: (ref: string) => Promise<string>): Promise<Worktree> =>
  withCloneLock(root, () => addWorktree(root, fetchTo));

async function addWorktree(root: string, fetchTo: (ref: string) => Promise<string>): Promise<Worktree> {
  const git = openGit(root, "core.hooksPath=/dev/null", "advice.detachedHead=false");
  const scratch = join(root, ".fairlead");
  await removeKilled(git, scratch);
  opened += 1;
  const name = `${runFileName(PUBLISH_RUN)}-${opened}`;
  const [directory, run] = [join(scratch, name), `${RUN_REFS}${name}`];
  const remove = async (): Promise<void> => {
    await git("worktree", "remove", "--force", "--force", directory);
    rmSync(directory, { recursive: true, force: true });
    await git("update-ref", "-d", run);
  };
  try {
    const base = await fetchTo(run);
    const prefix = (await git("rev-parse", "--show-prefix")).stdout.replace(/\n$/, "");
    const refused = await checkOutSources(git, { directory, prefix, base });
    if (refused !== undefined) {
      const { said } = recognise(saidBy(refused));
      throw new UserError("GIT", `git cannot check out ${base.slice(0, 12)}: ${said.join("; ")}`, {
        path: directory,
        hint: `git worktree add --detach ${directory} ${base} shows the same error`,
      });
    }
    return { directory, prefix, base, run, moveTo: (commit) => moveTo(directory, commit), close: () => withCloneLock(root, remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** The settings by which git leaves out files of a worktree. */
const SPARSE = ["core.sparseCheckout=true", "core.sparseCheckoutCone=false"];

async function moveTo(directory: string, commit: string): Promise<void> {
  const git = openGit(directory, ...SPARSE, "core.hooksPath=/dev/null");
  for (const words of [
    ["read-tree", "--reset", "-u", commit],
    ["update-ref", "--no-deref", "HEAD", commit],
  ]) {
    const answer = await git(...words);
    if (answer.code === 0) continue;
    throw new UserError("GIT", `git cannot move to ${commit.slice(0, 12)}: ${recognise(saidBy(answer)).said.join("; ")}`, {
      path: directory,
      hint: `git fsck lists missing objects`,
    });
  }
}

/**
 * Adds a worktree with the sources only. Of the generated tree, which may be large, it has the files of components.
 * @returns the answer of git if it refuses
 */
async function checkOutSources(git: GitClient, to: Pick<Worktree, "directory" | "prefix" | "base">): Promise<GitAnswer | undefined> {
  const { directory, prefix, base } = to;
  const added = await git("worktree", "add", "--quiet", "--detach", "--no-checkout", directory, base);
  if (added.code !== 0) return added;
  const sparse = openGit(directory, ...SPARSE);
  const patterns = (await sparse("rev-parse", "--path-format=absolute", "--git-path", "info/sparse-checkout")).stdout.trim();
  const generated = `/${prefix.replace(/[\\*?[\]!#]/g, "\\$&")}${GENERATED_ROOT}`;
  mkdirSync(dirname(patterns), { recursive: true });
  writeFileSync(patterns, ["/*", `!${generated}/**`, `${generated}/*/components/*`, `${generated}/*/platform/*/*`, ""].join("\n"));
  const filled = await sparse("read-tree", "-m", "-u", base);
  return filled.code === 0 ? undefined : filled;
}
