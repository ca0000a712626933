import type { Diagnostic } from "../../pulumi/process/protocol.ts";
import type { Problem } from "../../base/problem.ts";

/** A run of the Pulumi engine. */
export interface EngineRun {
  readonly engine: { readonly version: string; readonly source: string; readonly path: string };
  readonly stacks: readonly EngineStack[];
  readonly interrupted: boolean;
}

export interface EngineStack {
  readonly stack: string;
  /** The number of rendered objects, components included. If the stack failed, the number of objects of its services. */
  readonly objects: number;
  readonly seconds: number;
  /** The peak of resident memory of its processes; 0 if the system does not show it. */
  readonly peakBytes: number;
  /** A failed stack contributes nothing: its files stay. */
  readonly outcome: "rendered" | "failed";
  readonly message: string | undefined;
  /** The warnings and errors of the engine. */
  readonly diagnostics: readonly Diagnostic[];
  /** The objects and fields that the engine changed. */
  readonly problems: readonly Problem[];
}
