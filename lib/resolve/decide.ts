import { type Case, pairOf } from "./case.ts";
import type { Decision } from "./decision.ts";
import { followChannel } from "./follow-channel.ts";
import type { FleetVersions, Gate, Refusal } from "./gate.ts";
import { cloudGate } from "./gates/cloud.ts";
import { configHoldGate } from "./gates/config-hold.ts";
import { freezeGate } from "./gates/freeze.ts";
import { serviceHoldGate } from "./gates/service-hold.ts";
import { GATES } from "./gates/registry.ts";
import type { LockEntry } from "./lock.ts";
import { configured, followConfig } from "./travel/follow-config.ts";
import { takesConfig, withConfig } from "./travel/moves.ts";
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
    const { outcome, next, reason, hint, until } = refusal;
    const to = stays(given, fleet, refusal);
    return {
      stack,
      service,
      outcome,
      from,
      to,
      reason,
      hint,
      ...(next === undefined ? {} : { next }),
      ...(until === undefined ? {} : { until }),
    };
  }
  const verdict = followChannel(given, fleet.resume.has(pairOf(given)) ? "resume" : "follow");
  return { stack, service, from, ...followConfig(given, verdict) };
}

/** The gates that decide about a configuration alone. */
const CONFIG_GATES = [serviceHoldGate, configHoldGate, freezeGate, cloudGate];

/**
 * Returns the entry that stays after a refusal. The first stack of a pipeline follows the specs, also if a gate keeps it from a release.
 * A later stack runs only pairs that ran before, so it keeps its configuration, too.
 */
function stays(given: Case, fleet: FleetVersions, { outcome, stays: entry }: Refusal): LockEntry | undefined {
  const { travel } = given;
  if (entry === undefined) return undefined;
  if (travel === undefined) return entry.config === undefined ? entry : withConfig(entry, undefined);
  const follows = travel.before.length === 0 && (outcome === "held" || outcome === "invalid") && takesConfig(given);
  return follows && CONFIG_GATES.every((gate) => gate(given, fleet) === undefined) ? configured(given, entry) : entry;
}
