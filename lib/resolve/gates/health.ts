import { pairOf } from "../case.ts";
import type { Gate } from "../gate.ts";
import { waitingOf, waits } from "../travel/waiting.ts";
import { unhealthyFor } from "../travel/wave-health.ts";

/** Lets a stack wait if a check of the wave before fails, or has no result. */
export const healthGate: Gate = (given, { travel: fleet }) => {
  const found = (waitingOf(given) ?? []).flatMap(({ stack, place }) => {
    const unhealthy = unhealthyFor(fleet?.unhealthy?.get(place) ?? [], pairOf({ stack, service: given.service }));
    return unhealthy === undefined ? [] : [{ place, ...unhealthy }];
  });
  const first = found.find(({ state }) => state === "failed") ?? found[0];
  if (first === undefined) return undefined;
  const health = first.state === "failed" ? "which is not healthy" : "whose health is not proven";
  return waits(given, `it waits for ${first.place}, ${health}: ${first.reason}`);
};
