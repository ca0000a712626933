import { command, type DatastoreFlags, datastoreFlags, type ReportFlags, reportFlags } from "../command.ts";
import { text, wholeNumber } from "../parse.ts";

export type ListFlags = ReportFlags & DatastoreFlags & { readonly limit: number };

export const listCommand = command<ListFlags, [service?: string]>({
  brief: "What channels name; with a service, its releases",
  description:
    "Without a service, a line for each service and channel. With one, its releases, newest build first, and the channels that name them.",
  examples: ["fairlead release list", "fairlead release list cartservice --limit 5", "fairlead release list cartservice --json"],
  parameters: {
    flags: {
      ...reportFlags,
      limit: { kind: "parsed", parse: wholeNumber, brief: "The most releases to show", default: "20", placeholder: "number" },
      ...datastoreFlags,
    },
    positional: { kind: "tuple", parameters: [{ brief: "The service's name", parse: text, placeholder: "service", optional: true }] },
  },
  load: async () => (await import("../run/release-list.ts")).runList,
});
