import { messageOf } from "../../base/errors.ts";
import { reasonIn } from "../../system/exit-reason.ts";
import type { Diagnostic } from "./protocol.ts";

/**
 * Why the engine failed, in one line. The Automation API gives all that the engine printed, twice; what the engine said of single objects
 * is in the diagnostics already.
 */
export function failureText(error: unknown, diagnostics: readonly Diagnostic[]): string {
  const [said = ""] = messageOf(error).split("\n err?:");
  const [, killedBy] = /Command was killed with (\w+)/.exec(said) ?? [];
  if (killedBy !== undefined) return `the engine was ended by ${killedBy}`;
  if (diagnostics.some(({ severity }) => severity === "error")) return "the engine failed";
  const output = said.replace(/^[^]*?Command failed with exit code [^\n]*/, "");
  return `the engine failed: ${reasonIn(output) || reasonIn(said)}`;
}

/** Something that the engine printed, in one line, without its colours and without the directory of the run. */
export const plainText = (text: string, workDir: string): string =>
  text
    // oxlint-disable-next-line no-control-regex -- the engine's colours
    .replace(/<\{%[^%]*%\}>|\u001b\[[\d;]*m/g, "")
    .replaceAll(`${workDir}/`, "")
    .trim()
    .split(/\s*\n\s*/)
    .join(" ");
