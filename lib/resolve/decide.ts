import { type Case, pairOf } from "./case.ts";
import type { Decision } from "./decision.ts";
import { followChannel } from "./follow-channel.ts";
import type { FleetVersions, Gate } from "./gate.ts";
import { GATES } from "./gates/registry.ts";
import { endedHold, liftServiceHold } from "./service-hold.ts";

/** Decides one case: the first gate that refuses decides; if every gate passes, the stack follows its channel. */
export function decide(asked: Case, fleet: FleetVersions, gates: readonly Gate[] = GATES): Decision {
  const from = asked.locked;
  const ended = endedHold(from, fleet.now);
  if (ended === undefined || from === undefined) return { ...decideNow(asked, fleet, gates), from };
  const decision = decideNow({ ...asked, locked: liftServiceHold(from) }, fleet, gates);
  return { ...decision, from, reason: `${decision.reason}; the hold of ${ended.by} ended at ${ended.until}` };
}

/** Decides a case whose lock entry has no ended hold. */
function decideNow(given: Case, fleet: FleetVersions, gates: readonly Gate[]): Decision {
  const { stack, service, locked: from } = given;
  for (const gate of gates) {
    const refusal = gate(given, fleet);
    if (refusal === undefined) continue;
    const { outcome, stays: to, reason, hint } = refusal;
    return { stack, service, outcome, from, to, reason, hint };
  }
  return { stack, service, from, ...followChannel(given, fleet.resume.has(pairOf(given)) ? "resume" : "follow") };
}
