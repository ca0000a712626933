import { command } from "../command.ts";
import { argument, datastoreFlags, type DatastoreFlags, reportFlags, type ReportFlags, textFlag, variadic } from "../flags.ts";

type StatusFlags = ReportFlags & DatastoreFlags & { readonly stack?: readonly string[] };

export const statusCommand = command<StatusFlags, readonly string[]>({
  brief: "Show what each stack runs, since when, and what keeps it there",
  description:
    "Shows a row for each service and a column for each stack. A cell has the version, its age, the releases that it is behind, and a refusal. Ages come from git along the first parents of HEAD. Writes only a cache in git's directory, which makes the next run faster.",
  examples: ["fairlead status", "fairlead status cartservice frontend", "fairlead status --stack prod-us-central1 --json"],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags, stack: variadic(textFlag("Only this stack; may be repeated", "name")) },
    positional: { kind: "array", parameter: argument("Only this service", "service") },
    aliases: { s: "stack" },
  },
  run: async (context, { stack = [], ...flags }, ...services) => {
    const { status } = await import("../../app/status/status.ts");
    return { kind: "status", result: await status(context, flags, { stacks: stack, services }) };
  },
});
