import { type MessageDirectories, oneLine } from "../one-line.ts";
import type { LoadedProgram } from "../program.ts";
import type { Diagnostic } from "../protocol.ts";

/** Messages that only follow from another error. */
const CONSEQUENCE =
  /resource monitor shut down|the client connection is closing|^One or more errors occurred|^(?:update|preview|refresh) failed$|\] failed to register$/;

/** Rewords the engine's messages for a reader, drops repeats, and drops consequences if there is a cause. */
export function tidyDiagnostics(
  diagnostics: readonly Diagnostic[],
  directories: MessageDirectories,
  explain: LoadedProgram["explain"],
): readonly Diagnostic[] {
  const reworded = diagnostics.map((each) => ({ ...each, message: explain(each.message) ?? cleanMessage(each.message, directories) }));
  const unique = reworded.filter(
    ({ message, policy }, at) =>
      // A policy says the same about each resource.
      policy !== undefined ||
      !reworded.some((other, index) => (other.message === message && index < at) || other.message.startsWith(`${message} (`)),
  );
  const causes = unique.filter(({ message }) => !CONSEQUENCE.test(message));
  return causes.some(({ severity }) => severity === "error") ? causes : unique;
}

/** Drops the engine's prefixes. The engine wraps the error of a transform, which has the reason. */
const cleanMessage = (message: string, directories: MessageDirectories): string =>
  oneLine(message.replace(/^Unhandled exception: (?:Error: )?/, "").replace(/^.*\btransform failed: Error: /s, ""), directories);
