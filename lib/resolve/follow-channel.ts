import { FAIRLEAD } from "../base/fairlead.ts";
import type { Pointer } from "../releases/pointer.ts";
import { type Case, isMove } from "./case.ts";
import type { Decision } from "./decision.ts";
import { findHold, isNewer } from "./hold.ts";
import { liftServiceHold } from "./service-hold.ts";
import { specsEntry } from "./specs-entry.ts";
import { entryFromPointer, type LockEntry, withHold } from "./lock.ts";

/** A decision without its pair. */
type Verdict = Pick<Decision, "outcome" | "to" | "reason" | "hint">;

/** The reason why a pair is decided: each run follows the channels, and a person resumes a pair. */
export type Request = "follow" | "resume";

/** Decides a case that every gate passed: the stack follows its channel. */
export function followChannel(given: Case, request: Request): Verdict {
  const { locked, candidate } = given;
  if (given.isReserved === true) return followSpecs(given, request);
  if (candidate === undefined) return withoutCandidate(given, request);
  if (locked === undefined) return { outcome: "new", to: nextEntry(given, candidate), reason: names(given, candidate.tag) };
  if (request === "resume") return resume(given, locked, candidate);
  return isMove(given) ? advance(given, candidate) : keep(given, locked, candidate);
}

/** Decides a reserved entry. It has no release. A resume lifts a hold on it, and allows what a revert took off. */
function followSpecs({ service, locked, history }: Case, request: Request): Verdict {
  if (locked === undefined) return { outcome: "new", to: specsEntry(), reason: `the ${service} follows the specs` };
  const isHeld = locked.hold !== undefined || history?.configs !== undefined;
  if (request === "follow" || !isHeld) return { outcome: "keep", to: locked, reason: `the ${service} follows the specs` };
  const { seq, ...lifted } = liftServiceHold(locked);
  // A new number tells the word of a person from the revert before it.
  const to = { ...lifted, ...(seq === undefined ? {} : { seq: Math.max(seq, history?.highest ?? 0) + 1 }) };
  return { outcome: "keep", to, reason: `the hold on the ${service} is lifted` };
}

/** Decides a case without a candidate: an entry that a person wrote stays, unless the person resumes it. */
function withoutCandidate({ channel, service, release, isImage, locked }: Case, request: Request): Verdict {
  if (request === "resume" && locked?.hold?.since !== undefined)
    return { outcome: "keep", to: liftServiceHold(locked), reason: `the hold on ${locked.tag} is lifted` };
  const isHandWritten = locked !== undefined && locked.release === undefined;
  if (isHandWritten && request === "follow")
    return { outcome: "keep", to: locked, reason: `nothing is recorded in channel ${channel} yet` };
  const whose = isImage === true ? "the image" : release === service ? "the service" : release;
  const problem =
    locked === undefined || isHandWritten
      ? `has no release of ${whose}`
      : `no longer names a release of ${whose}, but the lock has ${locked.tag} from it`;
  return {
    outcome: "invalid",
    to: locked,
    reason: `channel ${channel} ${problem}`,
    hint: `${FAIRLEAD} release record ${release} --channel ${channel} ...`,
  };
}

/** Returns the entry that follows the channel. Its number is above all numbers before it, so that a revert always restores a lower one. */
function nextEntry({ service, locked, history }: Case, candidate: Pointer): LockEntry {
  const known = [history?.highest, locked?.seq, locked?.hold?.seq, history?.lost?.entry.seq, history?.lost?.entry.hold?.seq];
  return entryFromPointer(candidate, service, Math.max(0, ...known.map((seq = 0) => seq)));
}

function resume(given: Case, locked: LockEntry, candidate: Pointer): Verdict {
  const hold = findHold(given);
  const reason = hold === undefined ? `${names(given, candidate.tag)}; there was no hold` : `the hold on ${hold.tag} is lifted`;
  if (isMove(given)) return { outcome: "advance", to: nextEntry(given, candidate), reason };
  // A new number tells the word of a person from the revert before it.
  return { outcome: "keep", to: hold === undefined ? locked : nextEntry(given, candidate), reason };
}

function advance(given: Case, candidate: Pointer): Verdict {
  const { tag, by, reason: why = "" } = candidate;
  const hold = findHold(given);
  const mover = by === undefined ? "" : `; ${by} set it: ${why}`;
  const said = `${names(given, tag)}${mover}`;
  const to = nextEntry(given, candidate);
  if (hold === undefined) return { outcome: "advance", to, reason: said };
  if (isNewer(candidate, hold)) return { outcome: "advance", to, reason: `${said}; it lifts the hold on ${hold.tag}` };
  return { outcome: "advance", to: withHold(to, hold), reason: `${said}; the hold on ${hold.tag} stays` };
}

function keep(given: Case, locked: LockEntry, candidate: Pointer): Verdict {
  const { hold } = locked;
  // An entry that a person wrote gets the release id that it turned out to have.
  const known = nextEntry(given, candidate);
  const to = locked.release !== undefined ? locked : hold === undefined ? known : withHold(known, hold);
  const reason =
    candidate.tag === locked.tag ? names(given, locked.tag) : `${names(given, candidate.tag)}, which is the image of ${locked.tag}`;
  return { outcome: "keep", to, reason };
}

/** Says that the channel names a tag, and of which service if the case is an instance. */
const names = ({ channel, service, release }: Case, tag: string): string =>
  `channel ${channel} names ${tag}${release === service ? "" : ` of ${release}`}`;
