import { type Hold, type LockEntry, withHold } from "./lock.ts";

/** The person or the check that takes a release back, and why. */
interface RollBackWord {
  readonly by: string;
  /** @default none */
  readonly reason?: string;
}

/** Returns the entry of a service that goes back to an earlier entry. It holds the release that ran, so that no run returns to it. */
export const rollBack = (running: LockEntry, earlier: LockEntry, word: RollBackWord): LockEntry => withHold(earlier, holdOf(running, word));

/** Returns the hold on a release that ran. A hold on a later one stays, and so does the word of a person who holds the service. */
function holdOf({ digest, release, seq, tag, hold }: LockEntry, { by, reason: why }: RollBackWord): Hold {
  if (hold !== undefined && (hold.seq ?? 0) > (seq ?? 0)) return hold;
  const { since, until } = hold ?? {};
  const reason = since === undefined ? why : hold?.reason;
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
