import { accessSync, constants } from "node:fs";
import { resolve } from "node:path";
import type { GitClient } from "./git-client.ts";

/** Hooks of a clone that can refuse a commit, in the order in which git runs them. */
const COMMIT_HOOKS = ["pre-commit", "prepare-commit-msg", "commit-msg"] as const;

/** True if the clone has an executable hook. */
export async function hasHook(git: GitClient, hook: string): Promise<boolean> {
  const top = (await git("rev-parse", "--show-toplevel")).stdout.trim();
  const path = (await git("rev-parse", "--git-path", `hooks/${hook}`)).stdout.trim();
  const prefix = (await git("rev-parse", "--show-prefix")).stdout.trim();
  try {
    accessSync(resolve(top, prefix, path), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Lists the hooks of a clone that can refuse a commit. */
export async function commitHooks(git: GitClient): Promise<readonly string[]> {
  const found: string[] = [];
  for (const hook of COMMIT_HOOKS) if (await hasHook(git, hook)) found.push(hook);
  return found;
}
