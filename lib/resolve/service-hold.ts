import { isHeld } from "./hold.ts";
import { type Hold, type LockEntry, withHold } from "./lock.ts";

/** The word of a person who holds a service. */
export interface HoldRequest {
  readonly by: string;
  readonly reason: string;
  /** The time of the word (RFC 3339, UTC, whole seconds). */
  readonly since: string;
  /** The time at which the hold ends. @default a person lifts it */
  readonly until?: string | undefined;
}

/** Returns the entry of a service that a person holds: it does not move while the hold lasts. A rollback below the hold stays known. */
export function holdService(running: LockEntry, { by, reason, since, until }: HoldRequest): LockEntry {
  const { digest, release, seq, tag } = rollbackOf(running) ?? running;
  return withHold(running, {
    by,
    ...(digest === undefined ? {} : { digest }),
    reason,
    ...(release === undefined ? {} : { release }),
    ...(seq === undefined ? {} : { seq }),
    since,
    tag,
    ...(until === undefined ? {} : { until }),
  });
}

/** Lifts the hold on a service. The hold of a rollback below it stays. */
export function liftServiceHold(locked: LockEntry): LockEntry {
  const rollback = rollbackOf(locked);
  if (rollback === undefined) return withHold(locked, undefined);
  const { reason: _reason, since: _since, until: _until, ...rest } = rollback;
  return withHold(locked, rest);
}

/** Returns the hold on a service if it has ended at a time. Both times are UTC, so their strings compare. */
export function endedHold(locked: LockEntry | undefined, now: string): Hold | undefined {
  const hold = locked?.hold;
  const ends = hold?.since === undefined ? undefined : hold.until?.slice(0, SECONDS);
  return ends !== undefined && ends <= now.slice(0, SECONDS) ? hold : undefined;
}

/** The length of a time up to its seconds. */
const SECONDS = "2026-01-31T09:00:00".length;

/** Returns the hold that names another version than the entry runs: a rollback. */
const rollbackOf = (locked: LockEntry): Hold | undefined =>
  locked.hold === undefined || isHeld(locked.hold, locked) ? undefined : locked.hold;

/** Describes a hold on a service: `held by Ada Lovelace since 2026-01-31 until 2026-02-01T09:00:00Z: the sale`. Undefined for a rollback. */
export function serviceHoldText({ by, reason, since, until }: Hold): string | undefined {
  if (since === undefined) return undefined;
  const end = until === undefined ? "" : ` until ${until}`;
  return `held by ${by} since ${since.slice(0, 10)}${end}${reason === undefined ? "" : `: ${reason}`}`;
}
