import { join } from "node:path";
import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { compileCloud } from "../../cloud/compile-cloud.ts";
import { placeShards } from "../../cloud/place/place-shards.ts";
import { recordedAs } from "../../cloud/place/recorded-as.ts";
import { settlePasswords } from "../../cloud/settle-passwords.ts";
import { openWorktree } from "../../publish/worktree.ts";
import { commitOf } from "../../workspace/git/revision-source.ts";
import { invalidSpec } from "../../workspace/invalid-spec.ts";
import { openWorkspace } from "../../workspace/open-workspace.ts";
import { checkSpecs } from "../../workspace/project.ts";
import type { RecordedParts } from "./plan-shards.ts";

/**
 * Returns the parts that the specs of a commit ask for, as if they were recorded.
 * @param root the repository's directory
 * @param project the project of Pulumi
 * @throws UserError GIT, or INVALID_SPEC for specs that Fairlead does not accept any more
 */
export async function partsAtCommit(root: string, revision: string, project: string): Promise<RecordedParts> {
  const commit = await commitOf(root, revision);
  const worktree = await openWorktree(root, () => Promise.resolve(commit));
  try {
    const { model, problems } = checkSpecs(await openWorkspace(join(worktree.directory, worktree.prefix)).specs.loadFleet());
    if (problems.length > 0) throw atCommit(revision, invalidSpec(problems));
    const stacks = new Map(model.stacks.map((stack) => [stack.name, stack]));
    return ({ name }) => {
      const stack = stacks.get(name);
      const shards = stack === undefined ? [] : placeShards(name, compileCloud(stack), []);
      const resources = shards.map((shard) => ({ ...shard, resources: settlePasswords(shard.resources, []).resources }));
      const recorded = resources.map((shard) => ({ recorded: recordedAs(shard.name, shard.resources, project) }));
      return Promise.resolve(recorded);
    };
  } finally {
    await worktree.close();
  }
}

const atCommit = (revision: string, cause: UserError): UserError =>
  new UserError("INVALID_SPEC", `the specs of "${revision}" have problems`, {
    hint: `${FAIRLEAD} preview compares with the recorded state, and needs no specs of a commit`,
    problems: cause.problems,
  });
