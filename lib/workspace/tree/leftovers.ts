import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { errorReason } from "../../system/error-reason.ts";
import type { FileOperations } from "../../system/file-operations.ts";
import { isLockFileHeld } from "../../system/lock-file.ts";
import { isLeftover, removeLeftovers, runFileName } from "../../system/run-leftovers.ts";
import { isStaging, JOURNAL, RENDER_LOCK, RUNS, STAGING } from "./scratch-names.ts";
import type { WrittenTree } from "./plan-tree.ts";

/** Removes the files of killed runs. Only the holder of the lock has a staged tree, so only it may call this. */
export function clearLeftovers(scratch: string, operations: FileOperations): void {
  for (const name of readdirSync(scratch)) if (isStaging(name)) removeStaging(join(scratch, name), operations);
  for (const run of RUNS) removeLeftovers(scratch, run);
}

/** Returns a free path for a staged tree. Another user may own one that cannot be removed. */
export function freeStaging(scratch: string): string {
  const path = join(scratch, runFileName(STAGING));
  let free = path;
  for (let nth = 2; existsSync(free); nth += 1) free = `${path}-${nth}`;
  return free;
}

/** Removes a staged tree. Returns the reason if it stays: it is in nobody's way. */
export function removeStaging(path: string, operations: FileOperations): WrittenTree["leftover"] {
  try {
    operations.remove(path);
    return undefined;
  } catch (error) {
    return { path, reason: errorReason(error) };
  }
}

/** Lists the files of killed runs, which the next run that writes removes. Leaves out files of living runs. */
export function listLeftovers(scratch: string): readonly string[] {
  const names = existsSync(scratch) ? readdirSync(scratch) : [];
  const isHeld = isLockFileHeld(join(scratch, RENDER_LOCK));
  const belongsToHolder = (name: string): boolean => name === RENDER_LOCK || name === JOURNAL || isStaging(name);
  const isLeft = (name: string): boolean => (belongsToHolder(name) ? !isHeld : RUNS.some((run) => isLeftover(scratch, name, run)));
  // A run may have ended since the directory was read.
  return names.filter((name) => isLeft(name) && existsSync(join(scratch, name))).sort();
}
