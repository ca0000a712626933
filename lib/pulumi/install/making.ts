import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { ownName, sweep } from "../../system/run-directory.ts";
import { isCode } from "../../base/errors.ts";

const MAKING = ".making";

/** A new directory beside the place where it will go, on the same disk. */
export function startMaking(place: string): string {
  const parent = dirname(place);
  mkdirSync(parent, { recursive: true });
  sweep(parent, MAKING);
  return mkdtempSync(join(parent, `${ownName(MAKING)}-`));
}

/** Puts what was made into its place, in one step. What another run has put there at the same time stays. */
export function finishMaking(making: string, place: string): void {
  const aside = asideOf(making);
  // A temporary directory is its owner's alone; an image may be built by one user and run by another.
  chmodSync(making, 0o777 & ~process.umask());
  try {
    renameSync(place, aside);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
  try {
    renameSync(making, place);
  } catch (error) {
    if (!isCode(error, "ENOTEMPTY") && !isCode(error, "EEXIST")) throw error;
  }
}

/** Leaves nothing of it. */
export function clearMaking(making: string): void {
  for (const path of [making, asideOf(making)]) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

const asideOf = (making: string): string => `${making}-old`;
