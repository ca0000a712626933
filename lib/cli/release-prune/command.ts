import type { PruneRequest } from "../../app/release/prune.ts";
import { command } from "../command.ts";
import { argument, datastoreFlags, optional, parsedFlag, reportFlags, switchFlag, type ReportFlags } from "../flags.ts";
import { wholeNumber } from "../../base/parse-number.ts";

type PruneFlags = ReportFlags & Omit<PruneRequest, "service">;

export const releasePruneCommand = command<PruneFlags, [service?: string]>({
  brief: "Delete old records that no channel or lock names",
  description:
    "Shows what would be deleted. With --yes, deletes it. A record stays if a channel or a lock of this project names it. A channel names its present release, the one before, and its newest build. The newest records of each service stay, too, and every record of the last --days days. Run it in the project whose stacks follow the datastore: it does not see the locks of other projects.",
  examples: ["fairlead release prune", "fairlead release prune --keep 50 --days 365", "fairlead release prune --yes"],
  parameters: {
    flags: {
      ...reportFlags,
      keep: { ...parsedFlag(wholeNumber, "Newest builds of each service that stay", "number"), default: "20" },
      days: { ...parsedFlag(wholeNumber, "Days for which every build stays", "number"), default: "90" },
      yes: switchFlag("Delete"),
      ...datastoreFlags,
    },
    positional: { kind: "tuple", parameters: [optional(argument("Only this service", "service"))] },
  },
  run: async (context, flags, service) => {
    const { prune } = await import("../../app/release/prune.ts");
    return { kind: "pruned", result: await prune(context, { ...flags, service }) };
  },
});
