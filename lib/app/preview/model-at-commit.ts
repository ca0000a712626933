import { join } from "node:path";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import type { Model } from "../../model/model.ts";
import { openWorktree } from "../../publish/worktree.ts";
import { commitOf } from "../../workspace/git/revision-source.ts";
import { invalidSpec } from "../../workspace/invalid-spec.ts";
import { openWorkspace } from "../../workspace/open-workspace.ts";
import { checkSpecs } from "../../workspace/project.ts";
import { readAllLocks, withRecorded } from "../../workspace/recorded-locks.ts";

/**
 * Returns the model of the specs of a commit.
 * @param root the repository's directory
 * @throws UserError GIT, or INVALID_SPEC for specs that Fairlead does not accept any more
 */
export async function modelAtCommit(root: string, revision: string): Promise<Model> {
  const commit = await commitOf(root, revision);
  const worktree = await openWorktree(root, () => Promise.resolve(commit));
  try {
    const { specs, tree } = openWorkspace(join(worktree.directory, worktree.prefix));
    const fleet = await specs.loadFleet();
    const { model, problems } = checkSpecs(withRecorded(fleet, readAllLocks(tree, fleet)));
    if (problems.length > 0) throw atCommit(revision, invalidSpec(problems));
    return model;
  } finally {
    await worktree.close();
  }
}

const atCommit = (revision: string, cause: UserError): UserError =>
  new UserError("INVALID_SPEC", `the specs of "${revision}" have problems`, {
    hint: `${FAIRLEAD} preview compares with the recorded state, and needs no specs of a commit`,
    problems: cause.problems,
  });
