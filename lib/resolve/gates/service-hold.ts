import { FAIRLEAD } from "../../base/fairlead.ts";
import { isMove, pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";
import { serviceHoldText } from "../service-hold.ts";

/** Refuses every move of a service that a person holds, on each tier. A resume of the pair passes. */
export const serviceHoldGate: Gate = (given, { resume }) => {
  const { locked, candidate } = given;
  const text = locked?.hold === undefined ? undefined : serviceHoldText(locked.hold);
  if (text === undefined || resume.has(pairOf(given))) return undefined;
  const waits = candidate !== undefined && isMove(given) ? `; ${candidate.tag} waits` : "";
  return { outcome: "held", stays: locked, reason: `${text}${waits}`, hint: `${FAIRLEAD} resume ${pairOf(given)}` };
};
