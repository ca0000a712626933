import { UserError } from "../../base/user-error.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import type { HistoryState } from "../workspace.ts";
import { git, hasCommits, type Place } from "./repository.ts";

/**
 * Returns the state of the history. A shallow clone lacks commits, so a rollback could not be seen and would be undone.
 * @throws UserError GIT for a shallow clone, for locks that git ignores, or if git fails
 */
export async function historyState(root: string, place: Place | undefined): Promise<HistoryState> {
  if (place === undefined) return "none";
  if (place.isShallow) {
    throw new UserError("GIT", "this clone is shallow: Fairlead needs the whole history of the locks to see rollbacks", {
      path: root,
      hint: "git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0)",
    });
  }
  await refuseIgnored(root);
  return (await hasCommits(root)) ? "whole" : "empty";
}

/** Refuses locks that git ignores: they have no history, so a rollback could not be seen. @throws UserError GIT */
async function refuseIgnored(root: string): Promise<void> {
  const ignored = await git(
    root,
    "ls-files",
    "--others",
    "--ignored",
    "--exclude-standard",
    "-z",
    "--",
    `${GENERATED_ROOT}/*/versions.yaml`,
  );
  const [first = ""] = ignored.split("\0");
  if (first === "") return;
  throw new UserError("GIT", `git ignores ${first}, so Fairlead cannot see rollbacks of its services`, {
    path: root,
    hint: `git check-ignore --verbose ${first} shows the line of .gitignore to remove`,
  });
}
