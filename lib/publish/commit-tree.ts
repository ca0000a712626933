import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../base/user-error.ts";
import { GENERATED_ROOT } from "../render/layout.ts";
import { makeScratchDirectory } from "../system/scratch-directory.ts";
import { openGit, saidBy } from "./git-client.ts";
import { commitHooks } from "./hooks.ts";
import { hookRefusal, recognise } from "./refusal.ts";
import { refusalError } from "./refusal-error.ts";
import type { Target } from "./target.ts";

export interface CommitRequest extends Target {
  /** The absolute path of the project in the worktree. */
  readonly project: string;
  /** The commit that the worktree was opened at. */
  readonly base: string;
  readonly message: string;
  /** The absolute path of the user's project. */
  readonly root: string;
  readonly skipHooks: boolean;
}

/**
 * Commits the generated tree of a worktree, also files that git ignores. `git commit` signs and runs hooks as the user's settings say.
 * @returns the commit; undefined if the tree equals that of the base
 * @throws UserError GIT if git or a hook refuses, or if a hook changed the tree
 */
export async function commitTree({ project, base, message, root, skipHooks, ...target }: CommitRequest): Promise<string | undefined> {
  const git = openGit(project);
  const added = await git("add", "--all", "--force", "--", GENERATED_ROOT);
  if (added.code !== 0) throw refusalError(recognise(saidBy(added)), { ...target, root });
  if ((await git("diff", "--cached", "--quiet")).code === 0) return undefined;
  const tree = (await git("write-tree")).stdout.trim();
  const scratch = join(project, ".fairlead");
  makeScratchDirectory(scratch);
  const file = join(scratch, "message.txt");
  writeFileSync(file, message);
  const flags = ["--quiet", "--cleanup=whitespace", ...(skipHooks ? ["--no-verify"] : [])];
  const committed = await git("commit", ...flags, `--file=${file}`);
  rmSync(file, { force: true });
  if (committed.code !== 0) throw await commitError(committed, { project, root, skipHooks, target });
  const commit = (await git("rev-parse", "HEAD")).stdout.trim();
  const made = (await git("rev-parse", "HEAD^{tree}", "HEAD^")).stdout.trim();
  if (made === `${tree}\n${base}`) return commit;
  throw new UserError(
    "GIT",
    `a hook of this clone changed what was committed, so nothing is published to ${target.remote}/${target.branch}`,
    {
      path: root,
      hint: "let the hook leave pulumi-gen/ alone, or publish with --skip-hooks",
    },
  );
}

interface Failed extends Pick<CommitRequest, "project" | "root" | "skipHooks"> {
  readonly target: Target;
}

async function commitError(answer: Parameters<typeof saidBy>[0], { project, root, skipHooks, target }: Failed): Promise<UserError> {
  const said = saidBy(answer);
  const hooks = skipHooks ? [] : await commitHooks(openGit(project));
  const refusal = hooks.length === 0 || /^fatal:/m.test(said) ? recognise(said) : hookRefusal(hooks.join(" or "), said);
  return refusalError(refusal, { ...target, root });
}
