import { command, type DatastoreFlags, datastoreFlags, type ReportFlags, reportFlags } from "../command.ts";
import { text, wholeNumber } from "../parse.ts";

export type PruneFlags = ReportFlags & DatastoreFlags & { readonly keep: number; readonly days: number; readonly yes: boolean };

export const pruneCommand = command<PruneFlags, [service?: string]>({
  brief: "Delete old records that nothing names",
  description:
    "Shows what would go; with --yes, deletes it. What a channel names (now, before, or as its newest build), what a lock of this project names, the newest records of each service and everything young always stay. Run it in the project whose stacks follow the datastore: other projects' locks are not seen.",
  examples: ["fairlead release prune", "fairlead release prune --keep 50 --days 365", "fairlead release prune --yes"],
  parameters: {
    flags: {
      ...reportFlags,
      keep: { kind: "parsed", parse: wholeNumber, brief: "Newest builds of each service that stay", default: "20", placeholder: "number" },
      days: { kind: "parsed", parse: wholeNumber, brief: "Days for which every build stays", default: "90", placeholder: "number" },
      yes: { kind: "boolean", brief: "Delete", default: false, withNegated: false },
      ...datastoreFlags,
    },
    positional: { kind: "tuple", parameters: [{ brief: "Only this service", parse: text, placeholder: "service", optional: true }] },
  },
  load: async () => (await import("../run/release-prune.ts")).runPrune,
});
