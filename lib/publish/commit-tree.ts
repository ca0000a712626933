import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../base/user-error.ts";
import { makeScratchDirectory } from "../system/scratch-directory.ts";
import { openGit, saidBy } from "./git-client.ts";
import type { GitTree } from "./git-tree.ts";
import { commitHooks } from "./hooks.ts";
import { hookRefusal, recognise } from "./refusal.ts";
import { refusalError } from "./refusal-error.ts";
import { stageChanges } from "./stage-changes.ts";
import type { Target } from "./target.ts";

export interface CommitRequest extends Target {
  /** The absolute path of the project in the worktree. */
  readonly project: string;
  /** The commit that HEAD of the worktree names. */
  readonly base: string;
  readonly message: string;
  /** The path of the project in the repository. */
  readonly prefix: string;
  /** The changed files of the generated tree. */
  readonly changes: GitTree["changes"];
  /** The absolute path of the user's project. */
  readonly root: string;
  readonly words: string;
  readonly skipHooks: boolean;
}

/**
 * Commits the changes of the generated tree. `git commit` signs and runs hooks as the user's settings say.
 * @returns the commit; undefined if nothing changed
 * @throws UserError GIT if git or a hook refuses, or if a hook changed the tree
 */
export async function commitTree({
  project,
  prefix,
  base,
  message,
  changes,
  root,
  words,
  skipHooks,
  ...target
}: CommitRequest): Promise<string | undefined> {
  if (changes.size === 0) return undefined;
  const git = openGit(project);
  stageChanges(project, prefix, changes);
  const tree = (await git("write-tree")).stdout.trim();
  const scratch = join(project, ".fairlead");
  makeScratchDirectory(scratch);
  const file = join(scratch, "message.txt");
  writeFileSync(file, message);
  const flags = ["--quiet", "--cleanup=whitespace", ...(skipHooks ? ["--no-verify"] : [])];
  const committed = await git("commit", ...flags, `--file=${file}`);
  rmSync(file, { force: true });
  if (committed.code !== 0) throw await commitError(committed, { project, root, words, skipHooks, target });
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

interface Failed extends Pick<CommitRequest, "project" | "root" | "words" | "skipHooks"> {
  readonly target: Target;
}

async function commitError(answer: Parameters<typeof saidBy>[0], { project, root, words, skipHooks, target }: Failed): Promise<UserError> {
  const said = saidBy(answer);
  const hooks = skipHooks ? [] : await commitHooks(openGit(project));
  const refusal = hooks.length === 0 || /^fatal:/m.test(said) ? recognise(said) : hookRefusal(hooks.join(" or "), said);
  return refusalError(refusal, { ...target, root, words });
}
