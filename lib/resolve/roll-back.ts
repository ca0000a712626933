import { type Hold, type LockEntry, withHold } from "./lock.ts";

/**
 * Returns the entry of a service that a person takes back to an earlier entry. It holds the release that ran, so that no run returns to it.
 * @param by the person
 */
export const rollBack = (running: LockEntry, earlier: LockEntry, by: string): LockEntry => withHold(earlier, holdOf(running, by));

/** Returns the hold on a release that ran. A hold on a later one stays, and so does the word of a person who holds the service. */
function holdOf({ digest, release, seq, tag, hold }: LockEntry, by: string): Hold {
  if (hold !== undefined && (hold.seq ?? 0) > (seq ?? 0)) return hold;
  const { reason, since, until } = hold ?? {};
  return {
    by: since === undefined ? by : (hold?.by ?? by),
    ...(digest === undefined ? {} : { digest }),
    ...(reason === undefined ? {} : { reason }),
    ...(release === undefined ? {} : { release }),
    ...(seq === undefined ? {} : { seq }),
    ...(since === undefined ? {} : { since }),
    tag,
    ...(until === undefined ? {} : { until }),
  };
}
