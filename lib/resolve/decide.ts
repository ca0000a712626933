import { type Case, pairOf } from "./case.ts";
import type { Decision } from "./decision.ts";
import { followChannel } from "./follow-channel.ts";
import type { FleetVersions, Gate } from "./gate.ts";
import { GATES } from "./gates/registry.ts";

/** Decides one case: the first gate that refuses decides; if every gate passes, the stack follows its channel. */
export function decide(given: Case, fleet: FleetVersions, gates: readonly Gate[] = GATES): Decision {
  const { stack, service, locked: from } = given;
  for (const gate of gates) {
    const refusal = gate(given, fleet);
    if (refusal === undefined) continue;
    const { outcome, stays: to, reason, hint } = refusal;
    return { stack, service, outcome, from, to, reason, hint };
  }
  return { stack, service, from, ...followChannel(given, fleet.resume.has(pairOf(given))) };
}
