import type { Problem } from "../base/problem.ts";
import { count } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Returns no files if git cannot say. A render works without git, and `check` finds what it removed. */
function unlessGitFails(error: unknown): readonly string[] {
  if (error instanceof UserError) return [];
  throw error;
}

/**
 * Refuses a sparse checkout that leaves out specs. Their stacks and services would look removed.
 * @param options.needsGit true if the run fails without git
 * @throws UserError GIT
 */
export async function refuseLeftOut({ root, history }: Workspace, options: { readonly needsGit: boolean }): Promise<void> {
  const files = await (options.needsGit ? history.leftOut() : history.leftOut().catch(unlessGitFails));
  if (files.length === 0) return;
  throw new UserError(
    "GIT",
    `a sparse checkout leaves out ${count(files.length, "file")} of the specs, which would look removed; nothing was written`,
    {
      path: root,
      hint: "git sparse-checkout disable",
      problems: files.map((file): Problem => ({ file, path: "", message: "is in the last commit, and a sparse checkout leaves it out" })),
    },
  );
}
