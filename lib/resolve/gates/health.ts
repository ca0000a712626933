import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Gate } from "../gate.ts";
import { moves, waitsFor } from "../travel/moves.ts";

/** Lets a stack wait if a check of the stage before fails. */
export const healthGate: Gate = (given, { travel: fleet }) => {
  const { travel, locked, service } = given;
  if (travel === undefined || travel.pass !== undefined || !moves(given)) return undefined;
  const failed = travel.before.filter((each) => waitsFor(given, each)).find(({ stage }) => fleet?.unhealthy?.has(stage));
  if (failed === undefined) return undefined;
  return {
    outcome: "waiting",
    stays: locked,
    reason: `it waits for the stage ${failed.stage}, which is not healthy: ${fleet?.unhealthy?.get(failed.stage) ?? ""}`,
    hint: `now: ${FAIRLEAD} up --service ${service} --now`,
  };
};
