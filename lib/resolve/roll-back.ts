import type { Hold, LockEntry } from "./lock.ts";

/**
 * Returns the entry of a service that a person takes back to an earlier entry. It holds the release that ran, so that no run returns to it.
 * @param by the person
 */
export function rollBack(running: LockEntry, earlier: LockEntry, by: string): LockEntry {
  const { hold: _hold, channel, digest, ...rest } = earlier;
  return {
    ...(channel === undefined ? {} : { channel }),
    ...(digest === undefined ? {} : { digest }),
    hold: holdOf(running, by),
    ...rest,
  };
}

/** Returns the hold on a release that ran. A hold on a later one stays. */
function holdOf({ digest, release, seq, tag, hold }: LockEntry, by: string): Hold {
  if (hold !== undefined && (hold.seq ?? 0) > (seq ?? 0)) return hold;
  return {
    by,
    ...(digest === undefined ? {} : { digest }),
    ...(release === undefined ? {} : { release }),
    ...(seq === undefined ? {} : { seq }),
    tag,
  };
}
