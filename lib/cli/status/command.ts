import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { command } from "../command.ts";
import { argument, datastoreFlags, type DatastoreFlags, reportFlags, type ReportFlags, switchFlag, textFlag, variadic } from "../flags.ts";

type StatusFlags = ReportFlags & DatastoreFlags & { readonly stack?: readonly string[]; readonly egress: boolean };

export const statusCommand = command<StatusFlags, readonly string[]>({
  brief: "Show what each stack runs, since when, and what keeps it there",
  description:
    "Shows a row for each service and a column for each stack. A cell has the version, its age, the releases that it is behind, and a refusal. Ages come from git along the first parents of HEAD. Writes only a cache in git's directory, which makes the next run faster. With --egress, shows only the addresses from which the pods of each stack reach the internet.",
  examples: [
    "fairlead status",
    "fairlead status cartservice frontend",
    "fairlead status --stack prod-us-central1 --json",
    "fairlead status --egress",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      ...datastoreFlags,
      stack: variadic(textFlag("Only this stack; may be repeated", "name")),
      egress: switchFlag("Show the addresses that partners must allow, and nothing else"),
    },
    positional: { kind: "array", parameter: argument("Only this service", "service") },
    aliases: { s: "stack" },
  },
  run: async (context, { stack = [], egress: showsEgress, ...flags }, ...services) => {
    if (showsEgress) {
      if (services.length > 0) {
        throw new UserError("USAGE", "--egress is about whole stacks: their services share the addresses", {
          hint: `${FAIRLEAD} status --egress --stack <stack>`,
        });
      }
      const { egress } = await import("../../app/cloud/egress.ts");
      return { kind: "egress", result: await egress(context, stack) };
    }
    const { status } = await import("../../app/status/status.ts");
    return { kind: "status", result: await status(context, flags, { stacks: stack, services }) };
  },
});
