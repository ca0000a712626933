import { isSameImage, isSameRelease, type LockEntry } from "./lock.ts";

/** A change of one service's entry in one stack's lock. */
export interface LockMove {
  /** The commit's id; undefined for a change that is not committed. */
  readonly commit: string | undefined;
  readonly author: string;
  /** The commit's first line. */
  readonly subject: string;
  /** The time of the commit in milliseconds since 1970. */
  readonly at: number;
  readonly before: LockEntry | undefined;
  readonly after: LockEntry | undefined;
}

/** Asks git history for the moves of one service on one stack. */
export interface HistoryQuestion {
  readonly stack: string;
  readonly service: string;
  /** Older moves (milliseconds since 1970) cannot change the decision; undefined if every move can. */
  readonly since: number | undefined;
}

/** A rollback: a person moved the stack back, not the channel. */
export interface Rollback {
  /** The newest move of the rollback. */
  readonly move: LockMove;
  /** The entry that was rolled back; after several rollbacks the one with the highest `seq`. */
  readonly rolledBack: LockEntry;
}

type Change = Pick<LockMove, "before" | "after">;

/**
 * True if a move went back. The channel always moves to a higher `seq`, and a revert restores the entry with a lower one.
 * An entry that a person wrote has no `seq`; it counts as a rollback of the entry before.
 */
export function isRollback({ before, after }: Change): boolean {
  if (before === undefined || after === undefined || isSameVersion({ before, after })) return false;
  if (after.seq === undefined) return true;
  return before.seq !== undefined && after.seq <= before.seq;
}

/** Returns the rollback that still applies; undefined if the channel moved the service last. @param moves newest first */
export function findRollback(moves: readonly LockMove[]): Rollback | undefined {
  let rollback: Rollback | undefined;
  for (const move of moves) {
    if (isSameVersion(move)) continue;
    if (!isRollback(move) || move.before === undefined) break;
    const { before } = move;
    const highest = rollback?.rolledBack ?? before;
    rollback = { move: rollback?.move ?? move, rolledBack: (before.seq ?? 0) > (highest.seq ?? 0) ? before : highest };
  }
  return rollback;
}

/** True if the channel moved the service forward. Older moves cannot change the result of `findRollback`. */
export const isForwardMove = (move: LockMove): boolean => !isSameVersion(move) && !isRollback(move);

/** True if the service runs the same version before and after. Such a move only completes the entry or its hold. */
const isSameVersion = ({ before, after }: Change): boolean =>
  before !== undefined && after !== undefined && (isSameRelease(before, after) || isSameImage(before, after));
