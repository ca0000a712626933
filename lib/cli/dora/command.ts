import { command } from "../command.ts";
import { datastoreFlags, type DatastoreFlags, optional, reportFlags, type ReportFlags, textFlag } from "../flags.ts";

type DoraFlags = ReportFlags & DatastoreFlags & { readonly since?: string };

/** The time that counts without `--since`. */
const SINCE = "30d";

export const doraCommand = command<DoraFlags, []>({
  brief: "Show deploys, lead times, failures and times to restore",
  description:
    "Computes the four keys of DORA for each stack from the commits of the locks. The lead time starts at the build that the datastore recorded. Reads no spec and changes nothing.",
  examples: ["fairlead dora", "fairlead dora --since 12w", "fairlead dora --json"],
  parameters: {
    flags: { ...reportFlags, ...datastoreFlags, since: optional(textFlag(`How far back: 12h, 30d, 4w [${SINCE}]`, "duration")) },
  },
  run: async (context, { since = SINCE, ...flags }) => {
    const { dora } = await import("../../app/dora/dora.ts");
    return { kind: "dora", result: await dora(context, flags, since) };
  },
});
