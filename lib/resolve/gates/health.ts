import type { Gate } from "../gate.ts";
import { waitingOf, waits } from "../travel/waiting.ts";

/** Lets a stack wait if a check of the stage before fails. */
export const healthGate: Gate = (given, { travel: fleet }) => {
  const failed = waitingOf(given)?.find(({ stage }) => fleet?.unhealthy?.has(stage));
  if (failed === undefined) return undefined;
  return waits(given, `it waits for the stage ${failed.stage}, which is not healthy: ${fleet?.unhealthy?.get(failed.stage) ?? ""}`);
};
