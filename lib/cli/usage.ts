import { REPORT_FORMATS } from "../report/registry.ts";
import { app } from "./app.ts";
import { showFailure } from "./execute.ts";
import type { ReportFlags } from "./flags.ts";
import type { Terminal } from "./io.ts";

/** Shows what stricli says of invalid arguments, in the format that the arguments ask for. */
export async function showUsageError(terminal: Terminal, args: readonly string[], errors: string): Promise<void> {
  const flags = reportFlagsIn(args);
  if (!flags.json && (flags.format ?? "terminal") === "terminal") return terminal.err(errors);
  const hint = `npx ${commandIn(args)} --help lists its flags and arguments`;
  await showFailure(terminal, flags, { code: "USAGE", message: errors.trimEnd(), hint, path: undefined, problems: [] });
}

/** Reads `--json` and `--format` from arguments that are otherwise invalid. */
function reportFlagsIn(args: readonly string[]): ReportFlags {
  const named = args.flatMap((arg, at) => (arg === "--format" ? [args[at + 1] ?? ""] : arg.startsWith("--format=") ? [arg.slice(9)] : []));
  const format = REPORT_FORMATS.find((name) => named.includes(name));
  return { json: args.includes("--json"), ...(format === undefined ? {} : { format }) };
}

/** Returns the command that arguments begin with, such as `fairlead release record`. */
function commandIn(args: readonly string[]): string {
  const words = ["fairlead"];
  let target: typeof app.root | undefined = app.root;
  for (const word of args) {
    target = "getRoutingTargetForInput" in target ? target.getRoutingTargetForInput(word) : undefined;
    if (target === undefined) break;
    words.push(word);
  }
  return words.join(" ");
}
