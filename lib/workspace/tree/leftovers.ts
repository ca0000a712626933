import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { FileOps } from "../../system/file-operations.ts";
import { isHeld, RENDER_LOCK } from "../../system/mutex.ts";
import { isLeftOver, sweep } from "../../system/run-directory.ts";
import { JOURNAL, STAGING } from "./atomic-swap.ts";

/** What several runs may have in Fairlead's own directory at a time, each under its own name. */
const SIDE_BY_SIDE = ["engine", RENDER_LOCK];

const isStaging = (name: string): boolean => name.startsWith(`${STAGING}-`);

/** Takes away what runs left that were killed. Only for whoever holds the lock. */
export function clearLeftovers(scratch: string, ops: FileOps): void {
  removeStaging(scratch, ops);
  for (const what of SIDE_BY_SIDE) sweep(scratch, what);
}

/** Nobody but the holder of the lock stages anything. */
export function removeStaging(scratch: string, ops: FileOps): void {
  for (const name of readdirSync(scratch)) if (isStaging(name)) ops.remove(join(scratch, name));
}

/** What runs left that were killed, and the next one that writes takes away; not what a living one has there. */
export function leftovers(scratch: string): readonly string[] {
  const names = existsSync(scratch) ? readdirSync(scratch) : [];
  const held = isHeld(scratch);
  const ofHolder = (name: string): boolean => name === RENDER_LOCK || name === JOURNAL || isStaging(name);
  const isLeft = (name: string): boolean => (ofHolder(name) ? !held : SIDE_BY_SIDE.some((what) => isLeftOver(scratch, name, what)));
  // A run may have ended since.
  return names.filter((name) => isLeft(name) && existsSync(join(scratch, name))).sort();
}
