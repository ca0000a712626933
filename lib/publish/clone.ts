import { withCloneLock } from "./clone-lock.ts";
import type { Pushed } from "./pushed.ts";
import { type GitClient, openGit, saidBy } from "./git-client.ts";
import { hasHook } from "./hooks.ts";
import { hookRefusal, recognise, type RefusalKind } from "./refusal.ts";
import { refusalError } from "./refusal-error.ts";
import { refuseAhead } from "./refuse-ahead.ts";
import { findTarget, type NamedTarget, type Target } from "./target.ts";
import { openWorktree, type Worktree } from "./worktree.ts";

export interface CloneOptions extends NamedTarget {
  /** Runs no hooks of this clone. @default false */
  readonly skipHooks?: boolean | undefined;
}

/** A branch of a remote, with a clone on this machine. The user's files, index and branches in it stay as they are. */
export interface Clone extends Target {
  readonly root: string;
  /** The first words of a command for it: `git`, or `git -C <directory>` for a separate ops repository. */
  readonly words: string;
  readonly git: GitClient;
  readonly skipHooks: boolean;
}

/** Refusals after which the run looks at the remote: another push may have come first, or the answer was lost. */
const UNSURE: readonly RefusalKind[] = ["moved", "unreachable", "other"];

/** Finds the branch that a clone publishes to. @throws UserError GIT */
export async function openClone(root: string, { skipHooks = false, ...named }: CloneOptions, words = "git"): Promise<Clone> {
  const git = openGit(root);
  return { root, words, git, skipHooks, ...(await findTarget(git, { root, words }, named)) };
}

/** Checks out the newest commit of the branch in a separate directory. @throws UserError GIT, and REFUSED for commits that are not pushed */
export const checkOutNewest = (clone: Clone): Promise<Worktree> =>
  openWorktree(clone.root, async (ref) => {
    const commit = await requireTip(clone, ref);
    await refuseAhead(clone.git, { ...clone, commit });
    return commit;
  });

/** Fetches the branch to a ref of this run. The user's remote-tracking branches stay. @returns the tip @throws UserError GIT */
async function requireTip(clone: Clone, ref: string): Promise<string> {
  const { git, remote, branch } = clone;
  const fetched = await git("fetch", "--quiet", "--no-tags", "--refmap=", "--no-write-fetch-head", remote, `+refs/heads/${branch}:${ref}`);
  if (fetched.code !== 0) throw refusalError(recognise(saidBy(fetched)), clone);
  return (await git("rev-parse", "--verify", ref)).stdout.trim();
}

/** Pushes a commit whose parent is the commit of a worktree. */
export async function pushCommit(clone: Clone, commit: string, { base, run }: Pick<Worktree, "base" | "run">): Promise<Pushed> {
  const { remote, branch, skipHooks, git } = clone;
  // An address of the remote may be relative to the clone.
  const answer = await git("push", "--porcelain", ...(skipHooks ? ["--no-verify"] : []), remote, `${commit}:refs/heads/${branch}`);
  if (answer.code === 0) return { kind: "pushed" };
  const said = saidBy(answer);
  const refusal = recognise(said);
  const isByGit = /\[(?:remote )?rejected\]|^fatal:/m.test(said);
  if (!skipHooks && !isByGit && refusal.kind !== "moved" && (await hasHook(git, "pre-push"))) {
    return { kind: "refused", refusal: hookRefusal("pre-push", said) };
  }
  if (!UNSURE.includes(refusal.kind)) return { kind: "refused", refusal };
  const tip = await tipOf(clone, run);
  if (tip === undefined) return { kind: "refused", refusal };
  // The remote may have taken the push, and the answer was lost.
  if ((await git("merge-base", "--is-ancestor", commit, tip)).code === 0) return { kind: "pushed" };
  return { kind: tip === base && refusal.kind === "other" ? "refused" : "moved", refusal };
}

/** Returns the tip of the branch; undefined if the remote does not answer. */
async function tipOf(clone: Clone, ref: string): Promise<string | undefined> {
  try {
    return await withCloneLock(clone.root, () => requireTip(clone, ref));
  } catch {
    return undefined;
  }
}
