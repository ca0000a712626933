import { FAIRLEAD } from "../base/fairlead.ts";
import type { Pointer } from "../releases/pointer.ts";
import { type Candidate, type Case, isMove } from "./case.ts";
import type { Decision } from "./decision.ts";
import { findActiveHold, hasMovedPast } from "./hold.ts";
import type { LockEntry } from "./lock.ts";

/** A decision without its pair. */
type Verdict = Pick<Decision, "outcome" | "to" | "reason" | "hint">;

/** The reason why a pair is decided: each run follows the channels, and a person resumes a pair. */
export type Request = "follow" | "resume";

/** Decides a case that every gate passed: the stack follows its channel. */
export function followChannel(given: Case, request: Request): Verdict {
  const { locked, candidate } = given;
  if (candidate === undefined) return withoutCandidate(given, request);
  const { entry, pointer } = candidate;
  if (locked === undefined) return { outcome: "new", to: entry, reason: names(given, entry.tag) };
  if (request === "resume") return resume(given, entry);
  return isMove(given) ? { outcome: "advance", to: entry, reason: advanceReason(given, pointer) } : keep(given, locked, candidate);
}

/** Decides a case without a candidate: an entry that a person wrote stays, unless the person resumes it. */
function withoutCandidate({ channel, service, release, locked }: Case, request: Request): Verdict {
  const isHandWritten = locked !== undefined && locked.release === undefined;
  if (isHandWritten && request === "follow")
    return { outcome: "keep", to: locked, reason: `nothing is recorded in channel ${channel} yet` };
  const whose = release === service ? "the service" : release;
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

function resume(given: Case, entry: LockEntry): Verdict {
  const hold = findActiveHold(given)?.hold ?? given.locked?.hold;
  const reason = hold === undefined ? `${names(given, entry.tag)}; there was no hold` : `the hold on ${hold.tag} is lifted`;
  return { outcome: isMove(given) ? "advance" : "keep", to: entry, reason };
}

function keep(given: Case, locked: LockEntry, { entry, pointer }: Candidate): Verdict {
  const { tier, channel } = given;
  const { hold, ...withoutHold } = locked;
  // An entry that a person wrote gets the release id that it turned out to have.
  if (locked.release === undefined) {
    const to = hold === undefined ? entry : { ...entry, hold };
    return { outcome: "keep", to, reason: names(given, locked.tag) };
  }
  if (hold !== undefined && tier !== "prod" && hasMovedPast(pointer, hold)) {
    const reason = `channel ${channel} no longer names ${hold.tag}, which was rolled back`;
    return { outcome: "keep", to: withoutHold, reason };
  }
  return { outcome: "keep", to: locked, reason: names(given, locked.tag) };
}

function advanceReason(given: Case, { tag, by, reason = "" }: Pointer): string {
  const mover = by === undefined ? "" : `; ${by} set it: ${reason}`;
  const held = given.locked?.hold;
  const lifted = held === undefined ? "" : `; it lifts the hold on ${held.tag}`;
  return `${names(given, tag)}${mover}${lifted}`;
}

/** Says that the channel names a tag, and of which service if the case is an instance. */
const names = ({ channel, service, release }: Case, tag: string): string =>
  `channel ${channel} names ${tag}${release === service ? "" : ` of ${release}`}`;
