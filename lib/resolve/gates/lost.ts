import { FAIRLEAD } from "../../base/fairlead.ts";
import { pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";

/**
 * Refuses to treat an entry that a commit removed as new: it may have been a rollback. If the service is still deployed, only its entry was
 * lost, so it comes back. A resume of the pair passes.
 */
export const lostGate: Gate = (given, { resume }) => {
  const { stack, locked, candidate, history, isDeployed } = given;
  const lost = history?.lost;
  if (candidate === undefined || locked !== undefined || lost === undefined || resume.has(pairOf(given))) return undefined;
  const { entry, by } = lost;
  const where = by.commit === undefined ? "in the working tree, not committed" : `in ${by.commit.slice(0, 7)}`;
  const subject = by.subject === "" ? "" : ` (${by.subject})`;
  const lostIn = `its entry was lost ${where}${subject}, so it stays at ${entry.tag}`;
  return {
    outcome: "held",
    stays: isDeployed ? entry : undefined,
    reason: isDeployed ? lostIn : `${stack} ran ${entry.tag} until ${by.author} took it off ${where}${subject}`,
    hint: `${FAIRLEAD} resume ${pairOf(given)}`,
  };
};
