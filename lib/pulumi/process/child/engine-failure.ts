import { messageOf } from "../../../base/errors.ts";
import { exitReason } from "../../../system/exit-reason.ts";
import type { Diagnostic } from "../protocol.ts";

/**
 * Explains in one line why the engine failed.
 * The Automation API's error holds the engine's whole output twice. Messages about single resources are in the diagnostics already.
 */
export function describeEngineFailure(error: unknown, diagnostics: readonly Diagnostic[]): string {
  const [message = ""] = messageOf(error).split("\n err?:");
  const [, killedBy] = /Command was killed with (\w+)/.exec(message) ?? [];
  if (killedBy !== undefined) return `the engine was ended by ${killedBy}`;
  if (diagnostics.some(({ severity }) => severity === "error")) return "the engine failed";
  const output = message.replace(/^[^]*?Command failed with exit code [^\n]*/, "");
  return `the engine failed: ${exitReason(output) || exitReason(message)}`;
}
