import { FAIRLEAD } from "../../base/fairlead.ts";
import { pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";

/** Refuses to treat an entry that a commit removed as new: it may have been a rollback. A resume of the pair passes. */
export const lostGate: Gate = (given, { resume }) => {
  const { stack, locked, candidate, history } = given;
  const lost = history?.lost;
  if (candidate === undefined || locked !== undefined || lost === undefined || resume.has(pairOf(given))) return undefined;
  const { entry, by } = lost;
  const where = by.commit === undefined ? "in the working tree, not committed" : `in ${by.commit.slice(0, 7)}`;
  const subject = by.subject === "" ? "" : ` (${by.subject})`;
  return {
    outcome: "held",
    stays: undefined,
    reason: `${stack} ran ${entry.tag} until ${by.author} took it off ${where}${subject}`,
    hint: `${FAIRLEAD} resume ${pairOf(given)}`,
  };
};
