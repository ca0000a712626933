import { FAIRLEAD } from "../../base/fairlead.ts";
import { pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";
import { moves } from "../travel/moves.ts";

/** Keeps the entry of a cloud that this run does not bring up: an entry says what the cloud has. A resume of the pair lifts its hold. */
export const broughtUpGate: Gate = (given, { resume }) => {
  const { stack, locked, travel } = given;
  if (travel === undefined || travel.isBroughtUp || !moves(given)) return undefined;
  if (locked !== undefined && resume.has(pairOf(given))) return undefined;
  return {
    outcome: "waiting",
    stays: locked,
    reason: "no run has brought it up yet",
    hint: `${FAIRLEAD} up --only cloud --stack ${stack}`,
  };
};
