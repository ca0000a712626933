import { FAIRLEAD } from "../../base/fairlead.ts";
import { type Case, isMove, pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";
import { type ActiveHold, findActiveHold, hasMovedPast } from "../hold.ts";
import type { Hold } from "../lock.ts";

/** Refuses to return to a release that a person rolled back. A resume of the pair passes. */
export const holdGate: Gate = (given, { resume }) => {
  const { locked } = given;
  const active = findActiveHold(given);
  if (locked === undefined || active === undefined || resume.has(pairOf(given))) return undefined;
  // The revert may have taken the channel back, too: nothing moves, but the lock gets the hold.
  if (!isMove(given) && active.rollback === undefined) return undefined;
  return { outcome: "held", stays: { ...locked, hold: active.hold }, reason: reasonOf(given, active), hint: hintOf(given, active.hold) };
};

/** Returns such as `v2 was rolled back by Ada Lovelace in 1a2b3c4 (Revert "cart v2")`. */
function reasonOf({ tier, candidate, locked }: Case, { hold, rollback }: ActiveHold): string {
  const where = hold.commit === undefined ? "in the working tree, not committed" : `in ${hold.commit.slice(0, 7)}`;
  const subject = rollback?.move.commit === hold.commit && rollback?.move.subject ? ` (${rollback.move.subject})` : "";
  const pointer = candidate?.pointer;
  const newer =
    tier === "prod" && pointer !== undefined && pointer.release !== locked?.release && hasMovedPast(pointer, hold)
      ? `, and on prod ${pointer.tag} does not lift the hold`
      : "";
  return `${hold.tag} was rolled back by ${hold.by} ${where}${subject}${newer}`;
}

const hintOf = (given: Case, hold: Hold): string =>
  given.tier === "prod"
    ? `${FAIRLEAD} resume ${pairOf(given)}`
    : `a release newer than ${hold.tag} lifts it; now: ${FAIRLEAD} resume ${pairOf(given)}`;
