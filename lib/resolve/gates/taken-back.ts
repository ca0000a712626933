import { FAIRLEAD } from "../../base/fairlead.ts";
import { pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";
import { rollBack } from "../roll-back.ts";
import { withConfig } from "../travel/moves.ts";

/** The name of the check in a hold. */
const BY = "a health check";

/** Takes a release back that a failed check of its wave is about, as `rollback` does. A pass or a resume of the pair keeps it. */
export const takenBackGate: Gate = (given, { travel: fleet, resume }) => {
  const { locked, travel } = given;
  const found = fleet?.takenBack?.get(pairOf(given));
  if (found === undefined || locked === undefined || travel?.pass !== undefined || resume.has(pairOf(given))) return undefined;
  const { earlier, place, reason } = found;
  return {
    outcome: "held",
    // The configuration stays: only the release goes back.
    stays: withConfig(rollBack(locked, earlier, { by: BY, reason }), locked.config),
    reason: `${locked.tag} is rolled back, because ${place} is not healthy: ${reason}`,
    hint: `later: ${FAIRLEAD} resume ${pairOf(given)}`,
  };
};
