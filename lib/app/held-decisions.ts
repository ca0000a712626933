import type { Problem } from "../base/problem.ts";
import type { HeldBy, HeldServices } from "../render/held-services.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import type { Rendered } from "../render/render.ts";
import type { Decision } from "../resolve/decision.ts";

const REASONS: Readonly<Record<HeldBy, string>> = {
  objects: "its objects have a problem, so its files stay as they are",
  version: "a version that it needs is missing or has no digest, so its files stay as they are",
};

/** Returns the decisions of a run in which some services stay, because of a problem. */
export const heldDecisions = (decisions: readonly Decision[], held: HeldServices): readonly Decision[] =>
  decisions.map((decision) => {
    const { stack, service, from } = decision;
    const by = held.get(stack)?.get(service);
    if (by === undefined || decision.outcome === "invalid") return decision;
    return { stack, service, outcome: "invalid", from, to: from, reason: REASONS[by] };
  });

/** The part of a result that has the problems of services that stay. */
export interface WithHeld {
  /** The problems of the services that stay as they are committed. Absent if there are none. */
  readonly held?: readonly Problem[];
}

/** Returns the part of a result that has the problems. It omits a missing version if a decision about it tells why. */
export function heldProblems({ problems }: Rendered["held"], decisions: readonly Decision[]): WithHeld {
  const told = new Set(
    decisions.flatMap(({ stack, service, outcome }) => (outcome === "invalid" ? [`${GENERATED_ROOT}/${lockPath(stack)}: ${service}`] : [])),
  );
  const held = problems.filter(({ file, path }) => !told.has(`${file}: ${path}`));
  return held.length === 0 ? {} : { held };
}
