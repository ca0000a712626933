import type { Pointer } from "../releases/pointer.ts";
import type { Tier } from "../model/tier.ts";
import type { Decision } from "./decision.ts";
import { type LockMove, type Rollback, rollbackOf } from "./history.ts";
import { type Hold, type LockEntry, sameRelease } from "./lock.ts";

/** One service on one stack, and all that decides about it. */
export interface Case {
  readonly stack: string;
  readonly tier: Tier;
  readonly channel: string;
  readonly service: string;
  /** The repository in the service's spec. */
  readonly image: string;
  readonly locked: LockEntry | undefined;
  readonly pointer: Pointer | undefined;
  /** Why the pointer or the record that it names cannot be used. */
  readonly broken: string | undefined;
  /** Newest first; asked for where `needsHistory` says so. */
  readonly moves: readonly LockMove[];
}

/**
 * Whether a rollback would change what is decided, so that history has to be read: where the channel names something else than what
 * runs, and always where a revert may have taken the channel back as well.
 * @param reverts whether the datastore is a part of the repository
 */
export const needsHistory = ({ locked, pointer, broken }: Omit<Case, "moves">, reverts: boolean): boolean =>
  locked !== undefined && pointer !== undefined && broken === undefined && (reverts || !sameRelease(locked, entryOf(pointer)));

/** What a stack should run of a service, and why. */
export function decide(given: Case): Decision {
  const { stack, service, channel, locked, pointer, broken } = given;
  const say = (outcome: Decision["outcome"], to: LockEntry | undefined, reason: string, hint?: string): Decision => ({
    stack,
    service,
    outcome,
    from: locked,
    to,
    reason,
    hint,
  });
  if (broken !== undefined) return say("invalid", locked, broken, `fairlead release verify ${service}`);
  if (pointer === undefined) {
    if (locked !== undefined && locked.release === undefined) return say("keep", locked, `nothing is recorded in channel ${channel} yet`);
    const lost = locked === undefined ? "has no release of it" : `names no release of it any more, and ${locked.tag} came from one`;
    return say("invalid", locked, `channel ${channel} ${lost}`, `fairlead release record ${service} --channel ${channel} ...`);
  }
  const named = entryOf(pointer, given.image);
  if (locked === undefined) return say("new", named, `channel ${channel} names ${pointer.tag}`);
  const rollback = rollbackOf(given.moves);
  const hold = holdOf(given, locked, pointer, rollback);
  const same = sameRelease(locked, named);
  if (hold !== undefined && (!same || rollback !== undefined)) {
    return say("held", { ...locked, hold }, heldReason(given, hold, rollback), liftedBy(given, hold));
  }
  return same ? keep(given, locked, named, pointer, say) : say("advance", named, advanceReason(given, pointer));
}

type Say = (outcome: Decision["outcome"], to: LockEntry | undefined, reason: string, hint?: string) => Decision;

/** The line of a lock that follows a pointer. */
export const entryOf = ({ digest, image, release, seq, tag }: Pointer, specImage = image): LockEntry => ({
  digest,
  ...(image === specImage ? {} : { image }),
  release,
  seq,
  tag,
});

function keep({ tier, channel }: Case, locked: LockEntry, named: LockEntry, pointer: Pointer, say: Say): Decision {
  // A line that someone wrote by hand gets the release that it turned out to be.
  if (locked.release === undefined)
    return say("keep", { ...named, ...heldFields(locked) }, `${locked.tag} is what channel ${channel} names`);
  const { hold, ...free } = locked;
  if (hold !== undefined && tier !== "prod" && isPast(pointer, hold)) {
    return say("keep", free, `channel ${channel} has moved on from ${hold.tag}, which was rolled back`);
  }
  return say("keep", locked, `channel ${channel} names ${locked.tag}`);
}

const heldFields = ({ hold }: LockEntry): Pick<LockEntry, "hold"> => (hold === undefined ? {} : { hold });

/** The hold that keeps the service where it is; undefined where nothing does. */
function holdOf({ tier }: Case, locked: LockEntry, pointer: Pointer, rollback: Rollback | undefined): Hold | undefined {
  const hold = rollback === undefined ? locked.hold : newerHold(locked.hold, holdFrom(rollback));
  // On prod nothing lifts a hold but a person; elsewhere a channel that has moved on does.
  return hold !== undefined && (tier === "prod" || !isPast(pointer, hold)) ? hold : undefined;
}

/** The hold in the lock, unless history tells of a later rollback, or by now of the commit that made it. */
function newerHold(written: Hold | undefined, found: Hold): Hold {
  if (written === undefined || (found.seq ?? 0) > (written.seq ?? 0)) return found;
  return written.commit === undefined ? found : written;
}

/** Whether the channel has moved since it named something. */
function isPast(pointer: Pointer, left: { readonly seq?: number; readonly release?: string; readonly tag: string }): boolean {
  // As many moves and another release: the channel was taken back, and has moved since.
  if (left.seq !== undefined) return pointer.seq > left.seq || (pointer.seq === left.seq && pointer.release !== left.release);
  return left.release === undefined ? pointer.tag !== left.tag : pointer.release !== left.release;
}

function holdFrom({ move, left }: Rollback): Hold {
  return {
    tag: left.tag,
    ...(left.release === undefined ? {} : { release: left.release }),
    ...(left.seq === undefined ? {} : { seq: left.seq }),
    by: move.author,
    ...(move.commit === undefined ? {} : { commit: move.commit }),
  };
}

function advanceReason({ channel, locked }: Case, pointer: Pointer): string {
  const hand = pointer.by === undefined ? "" : `, where ${pointer.by} put it: ${pointer.reason ?? ""}`;
  const lifted = locked?.hold === undefined ? "" : `; it lifts the hold on ${locked.hold.tag}`;
  return `channel ${channel} names ${pointer.tag}${hand}${lifted}`;
}

/** `v2 was rolled back by Ada Lovelace in 1a2b3c4 (Revert "cart v2")` */
function heldReason({ tier, pointer, locked }: Case, hold: Hold, rollback: Rollback | undefined): string {
  const where = hold.commit === undefined ? "in the working tree, not committed" : `in ${hold.commit.slice(0, 7)}`;
  const subject = rollback?.move.commit === hold.commit && rollback?.move.subject ? ` (${rollback.move.subject})` : "";
  const newer =
    tier === "prod" && pointer !== undefined && pointer.release !== locked?.release && isPast(pointer, hold)
      ? `, and ${pointer.tag} does not lift that on prod`
      : "";
  return `${hold.tag} was rolled back by ${hold.by} ${where}${subject}${newer}`;
}

const liftedBy = ({ stack, service, tier }: Case, hold: Hold): string =>
  tier === "prod"
    ? `fairlead resume ${stack}/${service}`
    : `a release newer than ${hold.tag} lifts it; now: fairlead resume ${stack}/${service}`;
