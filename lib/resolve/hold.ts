import type { Pointer } from "../releases/pointer.ts";
import type { Case } from "./case.ts";
import { findRollback, type Rollback } from "./history.ts";
import type { Hold, LockEntry } from "./lock.ts";

/** A hold that still applies, and its rollback in the git history. */
export interface ActiveHold {
  readonly hold: Hold;
  /** Undefined if only the lock names the hold. */
  readonly rollback: Rollback | undefined;
}

/** Returns the hold that keeps a service at its version; undefined if the channel has moved past it. */
export function findActiveHold({ tier, locked, candidate, moves }: Case): ActiveHold | undefined {
  if (locked === undefined || candidate === undefined) return undefined;
  const rollback = findRollback(moves);
  const hold = rollback === undefined ? locked.hold : newerHold(locked.hold, holdFromRollback(rollback));
  // On prod only a person lifts a hold; on the other tiers a channel that has moved past it does.
  return hold !== undefined && (tier === "prod" || !hasMovedPast(candidate.pointer, hold)) ? { hold, rollback } : undefined;
}

/** True if the channel has moved since it named the entry. */
export function hasMovedPast({ seq, release, tag }: Pointer, entry: Pick<LockEntry, "seq" | "release" | "tag">): boolean {
  // An equal `seq` with another release: a revert took the channel back, and then it moved again.
  if (entry.seq !== undefined) return seq > entry.seq || (seq === entry.seq && release !== entry.release);
  return entry.release === undefined ? tag !== entry.tag : release !== entry.release;
}

/** Prefers the hold in the lock, unless git history has a later rollback or now knows the hold's commit. */
function newerHold(written: Hold | undefined, found: Hold): Hold {
  if (written === undefined || (found.seq ?? 0) > (written.seq ?? 0)) return found;
  return written.commit === undefined ? found : written;
}

const holdFromRollback = ({ move, rolledBack: { tag, release, seq } }: Rollback): Hold => ({
  tag,
  ...(release === undefined ? {} : { release }),
  ...(seq === undefined ? {} : { seq }),
  by: move.author,
  ...(move.commit === undefined ? {} : { commit: move.commit }),
});
