import { UserError } from "../../base/user-error.ts";
import type { HistoryState } from "../workspace.ts";
import { git, hasCommits, topLevel } from "./repository.ts";

/**
 * Returns the state of the history. A shallow clone lacks commits, so a rollback could not be seen and would be undone.
 * @throws UserError GIT for a shallow clone, or if git fails
 */
export async function historyState(root: string): Promise<HistoryState> {
  if ((await topLevel(root)) === undefined) return "none";
  if ((await git(root, "rev-parse", "--is-shallow-repository")).trim() === "true") {
    throw new UserError("GIT", "this clone is shallow: Fairlead needs the whole history of the locks to see rollbacks", {
      path: root,
      hint: "git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0)",
    });
  }
  return (await hasCommits(root)) ? "whole" : "empty";
}
