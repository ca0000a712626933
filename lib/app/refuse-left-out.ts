import type { Problem } from "../base/problem.ts";
import { count } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";
import type { Workspace } from "../workspace/workspace.ts";

/** Refuses a sparse checkout that leaves out specs. Their stacks and services would look removed. @throws UserError GIT */
export async function refuseLeftOut({ root, history }: Workspace): Promise<void> {
  const files = await history.leftOut();
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
