import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import type { TreeSource } from "../tree-source.ts";
import { git, placeOf } from "./repository.ts";
import { revisionSource } from "./revision-source.ts";

/**
 * Opens the generated tree of a base commit, which must be an ancestor of the checkout. Then what differs from it is new in the checkout.
 * @throws UserError GIT if git has no such commit, if it is no ancestor, or if git fails
 */
export async function baseSource(root: string, revision: string): Promise<TreeSource> {
  const place = await placeOf(root);
  if (place === undefined) {
    throw new UserError("GIT", `${root} is not in a git repository, so it has no commit "${revision}"`, {
      path: root,
      hint: `${FAIRLEAD} check --engine needs no commit`,
    });
  }
  const { isShallow } = place;
  const commit = await commitNamed(root, revision, isShallow);
  // The listing is empty if each ancestor of the base is an ancestor of the checkout.
  if ((await git(root, "rev-list", "--max-count=1", commit, "--not", "HEAD", "--")).trim() !== "") {
    throw new UserError("GIT", `"${revision}" is not an ancestor of HEAD, so the changes since then are unknown`, {
      path: root,
      hint: isShallow ? deepenHint("--deepen=1000") : `${FAIRLEAD} check --base $(git merge-base ${shellSafe(revision, commit)} HEAD)`,
    });
  }
  return { ...(await revisionSource(root, commit)), label: revision };
}

async function commitNamed(root: string, revision: string, isShallow: boolean): Promise<string> {
  try {
    return (await git(root, "rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`)).trim();
  } catch (cause) {
    const fetch = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(revision) ? `git fetch origin ${revision}` : "git fetch origin";
    throw new UserError("GIT", `git has no commit "${revision}"`, {
      path: root,
      hint: isShallow ? deepenHint("--unshallow") : `${fetch}; git log --oneline lists the commits of the checkout`,
      cause,
    });
  }
}

const deepenHint = (how: string): string => `git fetch ${how} (in GitHub Actions: actions/checkout with fetch-depth: 0)`;

/** Returns a revision that can be pasted into a shell. */
const shellSafe = (revision: string, commit: string): string => (/^[\w./~-]+$/.test(revision) ? revision : commit);
