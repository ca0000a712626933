import { FAIRLEAD } from "../../base/fairlead.ts";
import { pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";
import { takesConfig } from "../travel/moves.ts";

/** Refuses to return to a configuration that a person took off. Another change of the spec passes, and so does a resume of the pair. */
export const configHoldGate: Gate = (given, { resume }) => {
  const { locked, history, travel } = given;
  const { hashes = [], by } = history?.configs ?? {};
  if (travel?.config === undefined || !takesConfig(given) || !hashes.includes(travel.config) || resume.has(pairOf(given))) return undefined;
  const where = by?.commit === undefined ? "in the working tree, not committed" : `in ${by.commit.slice(0, 7)}`;
  const subject = by === undefined || by.subject === "" ? "" : ` (${by.subject})`;
  return {
    outcome: "held",
    stays: locked,
    reason: `the present configuration was taken off by ${by?.author ?? "an edit"} ${where}${subject}`,
    hint: `another change of the spec lifts it; now: ${FAIRLEAD} resume ${pairOf(given)}`,
  };
};
