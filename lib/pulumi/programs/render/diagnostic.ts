import type { Diagnostic as ProgramDiagnostic } from "../../process/protocol.ts";

/** A message of the engine about a render. */
export interface Diagnostic {
  readonly severity: "warning" | "error";
  /** The object's name; undefined if the message is about the whole stack. */
  readonly object: string | undefined;
  readonly message: string;
}

/** Converts the engine's messages: a render's resources are objects. */
export const renderDiagnostics = (diagnostics: readonly ProgramDiagnostic[]): readonly Diagnostic[] =>
  diagnostics.map(({ severity, resource, message }) => ({ severity, object: resource, message }));
