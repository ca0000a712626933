import { FAIRLEAD } from "../../base/fairlead.ts";
import { type Case, isMove, pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";
import { findHold, isNewer, keepsFrom, writtenHold } from "../hold.ts";
import type { Hold } from "../lock.ts";

/** Refuses to return to a release that a person rolled back. A resume of the pair passes. */
export const holdGate: Gate = (given, { resume }) => {
  const { locked, candidate, tier } = given;
  const hold = findHold(given);
  if (locked === undefined || candidate === undefined || hold === undefined || resume.has(pairOf(given))) return undefined;
  // The revert may have taken the channel back, too: nothing moves, but the lock gets the hold.
  const refuses = isMove(given) || tier === "prod" ? keepsFrom(given, hold) : isTakenOff(given);
  if (!refuses) return undefined;
  return {
    outcome: "held",
    stays: { ...locked, hold: writtenHold(locked.hold, hold) },
    reason: reasonOf(given, hold),
    hint: hintOf(given, hold),
  };
};

/** True if git history has the rollback. */
const isTakenOff = ({ history }: Case): boolean => history !== undefined && history.takenOff.length > 0;

/** Returns such as `v2 was rolled back by Ada Lovelace in 1a2b3c4 (Revert "cart v2")`. */
function reasonOf(given: Case, hold: Hold): string {
  const { tier, candidate, history, locked } = given;
  const uncommitted = hold === locked?.hold ? "" : " in the working tree, not committed";
  const where = hold.commit === undefined ? uncommitted : ` in ${hold.commit.slice(0, 7)}`;
  const rollback = history?.rollback;
  const subject = rollback?.commit === hold.commit && rollback?.subject ? ` (${rollback.subject})` : "";
  const newer =
    tier === "prod" && candidate !== undefined && isMove(given) && isNewer(candidate, hold)
      ? `, and on prod ${candidate.tag} does not lift the hold`
      : "";
  const why = hold.since !== undefined || hold.reason === undefined ? "" : `, because ${hold.reason}`;
  return `${hold.tag} was rolled back by ${hold.by}${where}${subject}${why}${newer}`;
}

const hintOf = (given: Case, hold: Hold): string =>
  given.tier === "prod"
    ? `${FAIRLEAD} resume ${pairOf(given)}`
    : `a release newer than ${hold.tag} lifts it; now: ${FAIRLEAD} resume ${pairOf(given)}`;
