import { type EngineFlags, engineFlags } from "../../app/engine/engine-limits.ts";
import { command } from "../command.ts";
import { reportFlags, type ReportFlags, selectionFlags } from "../flags.ts";

type DriftFlags = ReportFlags & EngineFlags & { readonly stack?: readonly string[] };

export const cloudDriftCommand = command<DriftFlags, []>({
  brief: "Show what changed in the cloud outside of Fairlead",
  description:
    "Reads each recorded resource in its cloud and compares it with the recorded state. Changes nothing. A stack is clean, drifted, or unknown if a resource could not be read. Needs an installed Pulumi engine, and credentials that may read. Exits with 1 if a resource was changed or deleted, and with 3 if one could not be read.",
  examples: ["fairlead cloud drift", "fairlead cloud drift --stack prod-us-central1 --json"],
  parameters: { flags: { ...reportFlags, stack: selectionFlags.stack, ...engineFlags }, aliases: { s: "stack" } },
  run: async (context, flags) => {
    const { compareCloud } = await import("../../app/cloud/compare-cloud.ts");
    const selection = { stacks: flags.stack ?? [], services: [] };
    return { kind: "drift", result: await compareCloud(context, { ...flags, mode: "drift", selection }) };
  },
});
