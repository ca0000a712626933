import { command } from "../command.ts";
import { argument, datastoreFlags, optional, parsedFlag, reportFlags, type DatastoreFlags, type ReportFlags } from "../flags.ts";
import { wholeNumber } from "../../base/parse-number.ts";

type ListFlags = ReportFlags & DatastoreFlags & { readonly limit: number };

export const releaseListCommand = command<ListFlags, [service?: string]>({
  brief: "List what channels name, or a service's releases",
  description:
    "Without a service, prints a line for each service and channel. With one, prints its releases, newest build first, and the channels that name them.",
  examples: ["fairlead release list", "fairlead release list cartservice --limit 5", "fairlead release list cartservice --json"],
  parameters: {
    flags: {
      ...reportFlags,
      limit: { ...parsedFlag(wholeNumber, "Maximum number of releases to show", "number"), default: "20" },
      ...datastoreFlags,
    },
    positional: { kind: "tuple", parameters: [optional(argument("The service's name", "service"))] },
  },
  run: async (context, flags, service) => {
    const { list, listChannels } = await import("../../app/release/list.ts");
    if (service === undefined) return { kind: "channels", result: await listChannels(context, flags) };
    return { kind: "releases", result: await list(context, flags, service, flags.limit) };
  },
});
