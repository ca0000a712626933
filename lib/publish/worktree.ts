import { rmSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../base/user-error.ts";
import { removeLeftovers, runFileName } from "../system/run-leftovers.ts";
import { makeScratchDirectory } from "../system/scratch-directory.ts";
import { PUBLISH_RUN } from "../workspace/tree/scratch-names.ts";
import { openGit, saidBy } from "./git-client.ts";
import { recognise } from "./refusal.ts";

/** A worktree of the user's clone that one run uses. */
export interface Worktree {
  /** The absolute path of its top directory. */
  readonly directory: string;
  /** The path of the project in the repository: "" or `ops/`. */
  readonly prefix: string;
  readonly base: string;
  /** The ref that this run fetches to. */
  readonly run: string;
  readonly close: () => Promise<void>;
}

/** The number of worktrees so far. Node keeps each spec by its URL, so each worktree needs another path. */
let opened = 0;

/**
 * Checks out a commit in a separate directory below the project. So the specs find the project's `node_modules`.
 * @param fetchTo fetches the branch to a ref and returns its tip
 * @throws UserError GIT
 */
export async function openWorktree(root: string, fetchTo: (ref: string) => Promise<string>): Promise<Worktree> {
  const git = openGit(root, "core.hooksPath=/dev/null", "advice.detachedHead=false");
  const scratch = join(root, ".fairlead");
  makeScratchDirectory(scratch);
  removeLeftovers(scratch, PUBLISH_RUN);
  await git("worktree", "prune");
  opened += 1;
  const name = `${runFileName(PUBLISH_RUN)}-${opened}`;
  const [directory, run] = [join(scratch, name), `refs/fairlead/run/${name}`];
  const close = async (): Promise<void> => {
    await git("worktree", "remove", "--force", "--force", directory);
    rmSync(directory, { recursive: true, force: true });
    await git("update-ref", "-d", run);
  };
  try {
    const base = await fetchTo(run);
    const prefix = (await git("rev-parse", "--show-prefix")).stdout.replace(/\n$/, "");
    const added = await git("worktree", "add", "--quiet", "--detach", directory, base);
    if (added.code !== 0) {
      const { said } = recognise(saidBy(added));
      throw new UserError("GIT", `git cannot check out ${base.slice(0, 12)}: ${said.join("; ")}`, {
        path: directory,
        hint: `git worktree add --detach ${directory} ${base} shows the same error`,
      });
    }
    return { directory, prefix, base, run, close };
  } catch (error) {
    await close();
    throw error;
  }
}
