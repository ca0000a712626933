import type { Problem } from "../base/problem.ts";
import type { HeldServices } from "../render/held-services.ts";
import type { Rendered } from "../render/render.ts";
import type { Decision } from "../resolve/decision.ts";

/** Returns the decisions of a run in which some services stay, because their objects have a problem. */
export const heldDecisions = (decisions: readonly Decision[], held: HeldServices): readonly Decision[] =>
  decisions.map((decision) => {
    const { stack, service, from } = decision;
    if (held.get(stack)?.has(service) !== true) return decision;
    return { stack, service, outcome: "invalid", from, to: from, reason: "its objects have a problem, so its files stay as they are" };
  });

/** The part of a result that has the problems of services that stay. */
export interface WithHeld {
  /** The problems of the services that stay as they are committed. Absent if there are none. */
  readonly held?: readonly Problem[];
}

/** Returns the part of a result that has the problems. */
export const heldProblems = ({ problems }: Rendered["held"]): WithHeld => (problems.length === 0 ? {} : { held: problems });
