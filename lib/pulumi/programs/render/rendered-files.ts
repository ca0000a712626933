import type { Problem } from "../../../base/problem.ts";

/** Files that the engine rendered. */
export interface RenderedFiles {
  /** Path below the generated root -> content in canonical form. */
  readonly files: ReadonlyMap<string, string>;
  /** Differences from the sent objects, and broken rules. If there are any, no file may be written. */
  readonly problems: readonly Problem[];
}
