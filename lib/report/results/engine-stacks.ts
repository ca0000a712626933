import type { EngineRun, EngineStack } from "../../app/engine/engine-run.ts";
import type { Diagnostic } from "../../pulumi/process/protocol.ts";

/** The stacks of a run by outcome. */
export interface StacksByOutcome {
  readonly rendered: readonly EngineStack[];
  readonly failed: readonly EngineStack[];
}

/** Splits the stacks of a run by outcome. A run without the engine has no stacks. */
export function stacksByOutcome(run: EngineRun | undefined): StacksByOutcome {
  const stacks = run?.stacks ?? [];
  return {
    rendered: stacks.filter(({ outcome }) => outcome === "rendered"),
    failed: stacks.filter(({ outcome }) => outcome === "failed"),
  };
}

/** Selects the diagnostics of a severity. */
export const diagnosticsOf = ({ diagnostics }: EngineStack, severity: Diagnostic["severity"]): readonly Diagnostic[] =>
  diagnostics.filter((diagnostic) => diagnostic.severity === severity);
