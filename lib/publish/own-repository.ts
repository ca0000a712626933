import { join } from "node:path";
import { openWorkspace } from "../workspace/open-workspace.ts";
import { withCloneLock } from "./clone-lock.ts";
import { commitTree } from "./commit-tree.ts";
import { revisionSource } from "../workspace/git/revision-source.ts";
import type { Checkout, Destination, Pushed } from "./destination.ts";
import { type GitClient, openGit, saidBy } from "./git-client.ts";
import { openGitTree } from "./git-tree.ts";
import { hookRefusal, recognise, type RefusalKind } from "./refusal.ts";
import { refusalError } from "./refusal-error.ts";
import { refuseAhead } from "./refuse-ahead.ts";
import { hasHook } from "./hooks.ts";
import { type NamedTarget, findTarget, type Target } from "./target.ts";
import { openWorktree } from "./worktree.ts";

export interface OwnRepositoryOptions extends NamedTarget {
  /** Runs no hooks of this clone. @default false */
  readonly skipHooks?: boolean | undefined;
}

/** The place of a destination, with git in the user's clone. */
interface Clone extends Target {
  readonly root: string;
  readonly git: GitClient;
  readonly skipHooks: boolean;
}

/** Refusals after which the run looks at the remote: another push may have come first, or the answer was lost. */
const UNSURE: readonly RefusalKind[] = ["moved", "unreachable", "other"];

/** The refs of Fairlead. Git shows them neither as branches nor as tags. */
const REFS = "refs/fairlead";

/** Opens a branch of this repository as a destination. The user's files, index and branches stay as they are. @throws UserError GIT */
export async function ownRepository(root: string, { skipHooks = false, ...named }: OwnRepositoryOptions): Promise<Destination> {
  const git = openGit(root);
  const target = await findTarget(git, root, named);
  const clone: Clone = { root, git, skipHooks, ...target };
  return { ...target, open: () => openCheckout(clone) };
}

async function openCheckout(clone: Clone): Promise<Checkout> {
  const { root, git } = clone;
  const worktree = await openWorktree(root, async (ref) => {
    const commit = await requireTip(clone, ref);
    await refuseAhead(git, { ...clone, commit });
    return commit;
  });
  const { base, run } = worktree;
  const project = join(worktree.directory, worktree.prefix);
  const tree = await openGitTree(project, base);
  return {
    workspace: { ...openWorkspace(project), tree },
    base,
    read: async (paths) => (await revisionSource(project, base)).read(paths),
    commit: (message) => commitTree({ ...clone, ...worktree, project, message, changes: tree.changes }),
    push: (commit) => push(clone, commit, { base, run }),
    keep: async (commit) => {
      const ref = `${REFS}/kept/${commit.slice(0, 12)}`;
      await git("update-ref", ref, commit);
      return ref;
    },
    close: worktree.close,
  };
}

/** Fetches the branch to a ref of this run. The user's remote-tracking branches stay. @returns the tip @throws UserError GIT */
async function requireTip(clone: Clone, ref: string): Promise<string> {
  const { git, remote, branch } = clone;
  const fetched = await git("fetch", "--quiet", "--no-tags", "--refmap=", "--no-write-fetch-head", remote, `+refs/heads/${branch}:${ref}`);
  if (fetched.code !== 0) throw refusalError(recognise(saidBy(fetched)), clone);
  return (await git("rev-parse", "--verify", ref)).stdout.trim();
}

interface PushFrom {
  readonly base: string;
  readonly run: string;
}

async function push(clone: Clone, commit: string, { base, run }: PushFrom): Promise<Pushed> {
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
