import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { FileOperations } from "../../system/file-operations.ts";
import { isLockFileHeld } from "../../system/lock-file.ts";
import { isLeftover, removeLeftovers } from "../../system/run-leftovers.ts";
import { isStaging, JOURNAL, RENDER_LOCK } from "./scratch-names.ts";

/** Directories of engine runs. Several runs may have one at a time, each under its own name. */
const ENGINE_RUN = "engine";

/** Removes the files of killed runs. Only the holder of the lock may call it. */
export function clearLeftovers(scratch: string, operations: FileOperations): void {
  removeStaging(scratch, operations);
  removeLeftovers(scratch, ENGINE_RUN);
}

/** Removes staged trees. Only the holder of the lock has one, so only it may call this. */
export function removeStaging(scratch: string, operations: FileOperations): void {
  for (const name of readdirSync(scratch)) if (isStaging(name)) operations.remove(join(scratch, name));
}

/** Lists the files of killed runs, which the next run that writes removes. Leaves out files of living runs. */
export function listLeftovers(scratch: string): readonly string[] {
  const names = existsSync(scratch) ? readdirSync(scratch) : [];
  const isHeld = isLockFileHeld(join(scratch, RENDER_LOCK));
  const belongsToHolder = (name: string): boolean => name === RENDER_LOCK || name === JOURNAL || isStaging(name);
  const isLeft = (name: string): boolean => (belongsToHolder(name) ? !isHeld : isLeftover(scratch, name, ENGINE_RUN));
  // A run may have ended since the directory was read.
  return names.filter((name) => isLeft(name) && existsSync(join(scratch, name))).sort();
}
