import { FAIRLEAD } from "../base/fairlead.ts";
import { quoted } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";
import type { GitClient } from "./git-client.ts";

/** The branch that a run publishes to. */
export interface Target {
  readonly remote: string;
  readonly branch: string;
}

/** The remote and the branch that a person named. */
export interface NamedTarget {
  /** @default the remote that the branch follows, or the only one, or `origin` */
  readonly remote?: string | undefined;
  /** @default the branch that the present one follows */
  readonly branch?: string | undefined;
}

/** Finds the branch to publish to. @throws UserError GIT for a detached HEAD without a named branch, or if there is no such remote */
export async function findTarget(
  git: GitClient,
  { root, words }: { readonly root: string; readonly words: string },
  named: NamedTarget,
): Promise<Target> {
  const current = (await git("branch", "--show-current")).stdout.trim();
  if (current === "" && named.branch === undefined) {
    throw new UserError("GIT", "HEAD is detached, so the branch to publish to is unknown", {
      path: root,
      hint: words === "git" ? `${FAIRLEAD} publish --branch main names it; git switch main changes to it` : `${words} switch main`,
    });
  }
  const setting = async (name: string): Promise<string | undefined> => (await git("config", name)).stdout.trim() || undefined;
  const remotes = (await git("remote")).stdout.split("\n").filter((name) => name !== "");
  const followed = current === "" ? undefined : await setting(`branch.${current}.remote`);
  const remote = named.remote ?? (followed === "." ? undefined : followed) ?? (remotes.length === 1 ? remotes[0] : "origin") ?? "origin";
  if (!remotes.includes(remote)) {
    const found = remotes.length === 0 ? "there is none" : `there is ${remotes.join(", ")}`;
    throw new UserError("GIT", `this repository has no remote "${remote}": ${found}`, {
      path: root,
      hint: remotes.length === 0 ? `${words} remote add origin <address>` : `${FAIRLEAD} publish --remote ${quoted(remotes[0] ?? "")}`,
    });
  }
  const merge = current === "" ? undefined : await setting(`branch.${current}.merge`);
  return { remote, branch: named.branch ?? merge?.replace(/^refs\/heads\//, "") ?? current };
}
