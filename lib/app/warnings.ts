import type { Problem } from "../base/problem.ts";
import { count } from "../base/text.ts";
import type { AppContext } from "./context.ts";

/** The part of a result that has the findings that do not stop the run. */
export interface WithWarnings {
  /** Findings in the specs that do not stop the run. Absent if there are none. */
  readonly warnings?: readonly Problem[];
}

/** The findings of one policy that a run shows. The result has all. */
const MAX_OF_POLICY = 20;

/** Emits an event for each warning, and returns the part of the result that has them. */
export function emitWarnings({ onEvent }: Pick<AppContext, "onEvent">, warnings: readonly Problem[]): WithWarnings {
  for (const warning of shown(warnings)) onEvent({ kind: "warning-found", warning });
  return warnings.length === 0 ? {} : { warnings };
}

/** Leaves out findings of policies that have many. A new policy may find something in every service. */
function shown(warnings: readonly Problem[]): readonly Problem[] {
  const counts = new Map<string, number>();
  const kept = warnings.filter(({ policy }) => {
    if (policy === undefined) return true;
    const number = (counts.get(policy.name) ?? 0) + 1;
    counts.set(policy.name, number);
    return number <= MAX_OF_POLICY;
  });
  const omitted = [...counts].filter(([, number]) => number > MAX_OF_POLICY);
  return [
    ...kept,
    ...omitted.map(([name, number]): Problem => {
      const message = `${count(number - MAX_OF_POLICY, "more finding")} of the policy ${name}`;
      return { file: "policies/", path: "", message, hint: "--json lists all", severity: "warning" };
    }),
  ];
}
