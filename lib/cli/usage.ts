import { isReportFormat } from "../report/registry.ts";
import { app } from "./app.ts";
import { type Format, tellFailure } from "./guarded.ts";
import type { Io } from "./io.ts";

/** Tells what is wrong with arguments that are no command, in the form that they ask for. @param said what stricli says of them */
export async function tellUsage(io: Io, args: readonly string[], said: string): Promise<void> {
  const asked = askedFormat(args);
  if (!asked.json && (asked.format ?? "terminal") === "terminal") return io.err(said);
  const hint = `npx ${commandIn(args)} --help lists what it takes`;
  await tellFailure(io, asked, { code: "USAGE", message: said.trimEnd(), hint, path: undefined, problems: [] });
}

/** What `--json` and `--format` say, in arguments of which something else cannot be read. */
function askedFormat(args: readonly string[]): Format {
  const named = args.flatMap((arg, at) => (arg === "--format" ? [args[at + 1] ?? ""] : arg.startsWith("--format=") ? [arg.slice(9)] : []));
  const format = named.find(isReportFormat);
  return { json: args.includes("--json"), ...(format === undefined ? {} : { format }) };
}

/** The command that arguments begin with, such as `fairlead release record`. */
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
