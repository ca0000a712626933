import { isCode } from "../../base/errors.ts";
import { chmodSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { removeLeftovers, runFileName } from "../../system/run-leftovers.ts";
import { makeDirectories } from "../../system/make-directories.ts";

const STAGING = ".staging";

/** Makes a directory beside its final place, on the same disk. Removes those of killed processes. */
export function makeStaging(place: string): string {
  const parent = dirname(place);
  makeDirectories(parent);
  removeLeftovers(parent, STAGING);
  return mkdtempSync(join(parent, `${runFileName(STAGING)}-`));
}

/** Moves a staging directory to its final place atomically. If another process was faster, its directory stays. */
export function publishStaging(staging: string, place: string): void {
  // Only its owner may read a temporary directory, but one user may build an image and another may run it.
  chmodSync(staging, 0o777 & ~process.umask());
  try {
    renameSync(place, replacedBy(staging));
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
  try {
    renameSync(staging, place);
  } catch (error) {
    if (!isCode(error, "ENOTEMPTY") && !isCode(error, "EEXIST")) throw error;
  }
}

/** Removes a staging directory, and the directory that it replaced. */
export function removeStaging(staging: string): void {
  for (const path of [staging, replacedBy(staging)]) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

const replacedBy = (staging: string): string => `${staging}-old`;
