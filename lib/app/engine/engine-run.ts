import type { Diagnostic } from "../../pulumi/programs/render/diagnostic.ts";
import type { Problem } from "../../base/problem.ts";

/** What the Pulumi engine did in a run; there is none where nothing had to be rendered. */
export interface EngineRun {
  readonly engine: { readonly version: string; readonly source: string; readonly path: string };
  readonly stacks: readonly EngineStack[];
  readonly interrupted: boolean;
}

export interface EngineStack {
  readonly stack: string;
  /** What was rendered, components included; where it failed, what of the services should have been. */
  readonly objects: number;
  readonly seconds: number;
  /** The most memory that its processes had resident at a time; 0 where that cannot be seen. */
  readonly peakBytes: number;
  /** A stack that failed contributes nothing: its part of the tree stays as it was. */
  readonly outcome: "rendered" | "failed";
  readonly message: string | undefined;
  /** What the engine said. */
  readonly diagnostics: readonly Diagnostic[];
  /** Fields that did not come back as they went in. */
  readonly problems: readonly Problem[];
}
