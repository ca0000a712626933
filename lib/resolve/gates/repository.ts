import { isMove } from "../case.ts";
import type { Gate } from "../gate.ts";

/**
 * Refuses a release from an image repository that the spec does not name. The repository that the stack runs passes: a review let it in. So a
 * changed `image` in a spec deploys nothing by itself, and stops nothing.
 */
export const repositoryGate: Gate = (given) => {
  const { channel, service, locked, candidate, repositories } = given;
  if (candidate === undefined || !isMove(given)) return undefined;
  if (candidate.image === locked?.image || repositories.includes(candidate.image)) return undefined;
  return {
    outcome: "invalid",
    stays: locked,
    reason: `channel ${channel} names ${candidate.tag} of ${candidate.image}, and the spec of ${service} allows ${repositories.join(" and ")}`,
    hint: `if the image may come from there, write it into the spec: imagesFrom: ["${candidate.image}"]`,
  };
};
