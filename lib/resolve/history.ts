import { type LockEntry, runsTheSame, sameRelease } from "./lock.ts";

/** A change of one service's line in one stack's lock. */
export interface LockMove {
  /** The commit's id; undefined for what is in the working tree alone. */
  readonly commit: string | undefined;
  readonly author: string;
  /** The commit's first line. */
  readonly subject: string;
  /** Milliseconds since 1970, when it was committed. */
  readonly at: number;
  readonly before: LockEntry | undefined;
  readonly after: LockEntry | undefined;
}

/** What is asked of history: the moves of one service on one stack. */
export interface HistoryQuestion {
  readonly stack: string;
  readonly service: string;
  /** Moves before this time (milliseconds since 1970) say nothing; undefined where all may. */
  readonly since: number | undefined;
}

/** Releases that a stack was taken off, by something other than the channel. */
export interface Rollback {
  /** The move that happened last. */
  readonly move: LockMove;
  /** What was left, the one that stood furthest in the channel's moves. */
  readonly left: LockEntry;
}

/**
 * Whether a move went back. What the channel names next always has a higher `seq`; a revert restores the line that was, with the
 * lower one. A line written by hand has none, and is a decision against what was there, too.
 */
export function wentBack({ before, after }: Pick<LockMove, "before" | "after">): boolean {
  if (before === undefined || after === undefined || isNoMove({ before, after })) return false;
  if (after.seq === undefined) return true;
  return before.seq !== undefined && after.seq <= before.seq;
}

/** The rollback that the newest moves of a service amount to; undefined where the channel moved it last. @param moves newest first */
export function rollbackOf(moves: readonly LockMove[]): Rollback | undefined {
  let rollback: Rollback | undefined;
  for (const move of moves) {
    if (isNoMove(move)) continue;
    if (!wentBack(move) || move.before === undefined) break;
    const { before } = move;
    const left = rollback?.left ?? before;
    rollback = { move: rollback?.move ?? move, left: (before.seq ?? 0) > (left.seq ?? 0) ? before : left };
  }
  return rollback;
}

/** Whether older moves of the service cannot change what `rollbackOf` says. */
export const isSettledBy = (move: LockMove): boolean => !isNoMove(move) && !wentBack(move);

/** A line that was completed, got a hold or names another record of the same image: what runs is the same. */
const isNoMove = ({ before, after }: Pick<LockMove, "before" | "after">): boolean =>
  before !== undefined && after !== undefined && (sameRelease(before, after) || runsTheSame(before, after));
