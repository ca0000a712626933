import type { Application } from "@stricli/core";
import { FAIRLEAD } from "../base/fairlead.ts";
import { REPORT_FORMATS } from "../report/registry.ts";
import { showFailure } from "./execute.ts";
import type { ReportFlags } from "./flags.ts";
import type { Terminal } from "../system/terminal.ts";
import type { CliContext } from "./io.ts";

/** Shows what stricli says of invalid arguments, in the format that the arguments ask for. */
export async function showUsageError(
  app: Application<CliContext>,
  terminal: Terminal,
  args: readonly string[],
  errors: string,
): Promise<void> {
  // The reason repeats the value: `Failed to parse "x" for digest: "x" is not ...`.
  const message = errors
    .trimEnd()
    .replaceAll(/^Failed to parse ".*?" for (?=[\w-]+: ")/gm, "")
    .replaceAll("\n", "; ");
  const hint = `${commandIn(app, args)} --help`;
  await showFailure(terminal, reportFlagsIn(args), { code: "USAGE", message, hint, path: undefined, problems: [] });
}

/** Reads `--json` and `--format` from arguments that are otherwise invalid. */
function reportFlagsIn(args: readonly string[]): ReportFlags {
  const named = args.flatMap((arg, at) => (arg === "--format" ? [args[at + 1] ?? ""] : arg.startsWith("--format=") ? [arg.slice(9)] : []));
  const format = REPORT_FORMATS.find((name) => named.includes(name));
  return { json: args.includes("--json"), ...(format === undefined ? {} : { format }) };
}

/** Returns the command that arguments begin with, such as `npx fairlead release record`. */
function commandIn(app: Application<CliContext>, args: readonly string[]): string {
  const words = [app.config.name === "fairlead" ? FAIRLEAD : app.config.name];
  let target: Application<CliContext>["root"] | undefined = app.root;
  for (const word of args) {
    target = "getRoutingTargetForInput" in target ? target.getRoutingTargetForInput(word) : undefined;
    if (target === undefined) break;
    words.push(word);
  }
  return words.join(" ");
}
