import { join } from "node:path";
import { withLockFile } from "../system/lock-file.ts";
import { makeScratchDirectory } from "../system/scratch-directory.ts";

/** Milliseconds. A fetch may be slow. */
const WAIT_MS = 120_000;

/**
 * Runs work while no other run fetches to this clone, or adds or removes a worktree. A fetch fails if it meets a worktree that is half there.
 * @throws UserError BUSY if another run takes more than two minutes
 */
export function withCloneLock<T>(root: string, work: () => Promise<T>): Promise<T> {
  const scratch = join(root, ".fairlead");
  makeScratchDirectory(scratch);
  return withLockFile(join(scratch, "publish.lock"), { waitMs: WAIT_MS }, work);
}
