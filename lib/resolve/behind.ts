import type { Pointer } from "../releases/pointer.ts";
import { isSameVersion, type LockEntry } from "./lock.ts";

/**
 * Counts the releases that a channel has had since the locked one; 0 if it names the locked one.
 * @returns undefined if the entry has no move number, or follows another channel
 */
export function releasesBehind(locked: LockEntry | undefined, pointer: Pointer | undefined): number | undefined {
  if (locked === undefined || pointer === undefined) return undefined;
  if (isSameVersion(locked, pointer)) return 0;
  if (locked.seq === undefined || locked.channel !== pointer.channel) return undefined;
  // A lock counts on from its own numbers, so the difference may be too small.
  return Math.max(1, pointer.seq - locked.seq);
}
