import { buildOfId } from "../releases/release-id.ts";
import type { Case } from "./case.ts";
import { type PairHistory, rolledBackEntry, UNCOMMITTED } from "./history.ts";
import { type Hold, isSameVersion, type LockEntry } from "./lock.ts";

/** Returns the hold of a service; undefined if no person took the stack off a release. */
export function findHold({ locked, history }: Case): Hold | undefined {
  const found = history === undefined ? undefined : holdFromHistory(history);
  const written = locked?.hold;
  if (found === undefined || written === undefined) return found ?? written;
  const [before = 0, now = 0] = [written.seq ?? found.seq, found.seq];
  const isKnown = before > now || (before === now && isHeld(written, found) && written.commit !== undefined);
  if (isKnown) return written;
  const isSaid = before === now && isHeld(written, found) && written.since === undefined && written.reason !== undefined;
  return isSaid ? withReason(found, written) : found;
}

/**
 * Returns the hold that the lock gets. The word of a person or a check stays as it is written, because the history has its commit. So a
 * `rollback` needs no second commit.
 */
export function writtenHold(written: Hold | undefined, hold: Hold): Hold {
  if (written === undefined || written.by === UNCOMMITTED.author) return hold;
  return written.seq === hold.seq && isHeld(written, hold) ? written : hold;
}

/** Adds the word of a check that took the release back. The commit only has the author of the run. */
const withReason = ({ by: _by, commit, digest, ...rest }: Hold, { by, reason }: Hold): Hold => ({
  by,
  ...(commit === undefined ? {} : { commit }),
  ...(digest === undefined ? {} : { digest }),
  ...(reason === undefined ? {} : { reason }),
  ...rest,
});

/** True if the hold keeps the service from its candidate. On prod only a person lifts a hold; elsewhere another release may. */
export const keepsFrom = ({ tier, candidate, history }: Case, hold: Hold): boolean =>
  candidate !== undefined &&
  (tier === "prod" || isHeld(hold, candidate) || (history?.takenOff ?? []).some((entry) => isSameVersion(entry, candidate)));

/** True if a build is newer than the one that was rolled back: it lifts the hold. */
export const isNewer = ({ release }: Pick<LockEntry, "release">, hold: Hold): boolean =>
  release !== undefined && (hold.release === undefined || buildOfId(release) > buildOfId(hold.release));

/** True if the hold is on this version. Holds of an earlier Fairlead name no digest, but a release id has its first digits. */
export function isHeld({ digest, release, tag }: Hold, version: Pick<LockEntry, "digest" | "release" | "tag">): boolean {
  if (digest !== undefined && version.digest !== undefined) return digest === version.digest;
  if (release === undefined || version.release === undefined) return tag === version.tag;
  return imageOfId(release) === imageOfId(version.release);
}

/** Returns the part of a release id that comes from the image's digest. */
const imageOfId = (id: string): string => id.slice(id.indexOf("-") + 1);

function holdFromHistory(history: PairHistory): Hold | undefined {
  const entry = rolledBackEntry(history);
  if (entry === undefined || history.rollback === undefined) return undefined;
  const { tag, release, digest, seq } = entry;
  const { author: by, commit } = history.rollback;
  return {
    by,
    ...(commit === undefined ? {} : { commit }),
    ...(digest === undefined ? {} : { digest }),
    ...(release === undefined ? {} : { release }),
    ...(seq === undefined ? {} : { seq }),
    tag,
  };
}
