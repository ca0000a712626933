import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Case } from "../case.ts";
import type { Refusal } from "../gate.ts";
import { moves, waitsFor } from "./moves.ts";
import type { Predecessor } from "./travel.ts";

/** Returns the stacks that a case waits for. Undefined if it does not wait: nothing moves, or a person lets it pass. */
export function waitingOf(given: Case): readonly Predecessor[] | undefined {
  const { travel } = given;
  if (travel === undefined || travel.pass !== undefined || !moves(given)) return undefined;
  return travel.before.filter((each) => waitsFor(given, each));
}

/** Refuses a case until a stack before is ready. @param until RFC 3339, UTC. Absent if no clock decides it */
export const waits = ({ service, locked, candidate }: Case, reason: string, until?: string): Refusal => ({
  outcome: "waiting",
  stays: locked,
  next: candidate?.tag,
  reason,
  until,
  hint: `now: ${FAIRLEAD} up --service ${service} --now`,
});
