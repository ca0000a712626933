import type { Problem } from "../base/problem.ts";
import type { AppContext } from "./context.ts";

/** The part of a result that has the findings that do not stop the run. */
export interface WithWarnings {
  /** Findings in the specs that do not stop the run. Absent if there are none. */
  readonly warnings?: readonly Problem[];
}

/** Emits an event for each warning, and returns the part of the result that has them. */
export function emitWarnings({ onEvent }: AppContext, warnings: readonly Problem[]): WithWarnings {
  for (const warning of warnings) onEvent({ kind: "warning-found", warning });
  return warnings.length === 0 ? {} : { warnings };
}
