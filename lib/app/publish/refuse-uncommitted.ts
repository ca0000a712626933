import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Problem } from "../../base/problem.ts";
import { count } from "../../base/text.ts";
import { UserError } from "../../base/user-error.ts";
import { gitWords } from "../../workspace/git-words.ts";
import type { Workspace } from "../../workspace/workspace.ts";

/** The maximum number of files that the error lists. */
const MAX_FILES = 20;

/**
 * Refuses a repository without a commit, and sources that are not committed. The run renders what the remote has.
 * @param others further places of sources, relative to the root
 * @throws UserError GIT, REFUSED with the files
 */
export async function refuseUncommitted(workspace: Workspace, others: readonly string[]): Promise<void> {
  const { root, opsRoot, history } = workspace;
  const state = await history.state();
  if (state !== "whole") {
    const what = state === "none" ? "is not in a git repository" : "has no commit yet";
    throw new UserError("GIT", `${opsRoot} ${what}, so there is nothing to publish to`, {
      path: opsRoot,
      hint: `${state === "none" ? "git init; " : ""}git add --all && git commit --message "Begin", then git push --set-upstream origin main`,
    });
  }
  const files = await history.uncommittedSources(others);
  if (files.length === 0) return;
  const listed = files.slice(0, MAX_FILES);
  const more = files.length - listed.length;
  throw new UserError(
    "REFUSED",
    `${count(files.length, "file")} ${files.length === 1 ? "is" : "are"} not committed, and publish renders commits`,
    {
      path: root,
      hint: `git add and git commit them; git stash --include-untracked puts them away; if ${FAIRLEAD} up wrote them: ${gitWords(workspace)} checkout -- pulumi-gen`,
      problems: listed.map((file, at): Problem => ({
        file,
        path: "",
        message: at === listed.length - 1 && more > 0 ? `is not committed, and ${count(more, "more file")}` : "is not committed",
      })),
    },
  );
}
