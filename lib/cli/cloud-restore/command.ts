import { type EngineFlags, engineFlags } from "../../app/engine/engine-limits.ts";
import { command } from "../command.ts";
import { argument, optional, reportFlags, type ReportFlags, switchFlag, textFlag } from "../flags.ts";

type RestoreFlags = ReportFlags & EngineFlags & { readonly at: string; readonly backup?: string; readonly dryRun: boolean };

export const cloudRestoreCommand = command<RestoreFlags, [need: string]>({
  brief: "Copy the instance of a need as it was at a time",
  description:
    "Copies the server of a need, with the data of a time. Changes nothing that exists. Cloud SQL copies any second of its logs, else the newest backup before the time. Prints the line of the stack's spec that lets services use the copy. No up changes or deletes the copy; fairlead cloud destroy --part ends it. A second run changes nothing. Needs an installed Pulumi engine. Exits with 1 if there is no data of the time.",
  examples: [
    "fairlead cloud restore prod-us-central1/orderservice.orders --at 2026-11-30T02:00:00Z --dry-run",
    "fairlead cloud restore prod-us-central1/orderservice.orders --at 2026-11-30T03:00+01:00",
    "fairlead cloud restore latest/orderservice.orders --at 2026-11-30T12:00:00Z --json",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      at: textFlag("The time of the data, with its zone", "time"),
      backup: optional(textFlag("The id of a backup, as its cloud lists it [the newest one before the time]", "id")),
      dryRun: switchFlag("Only show the plan"),
      ...engineFlags,
    },
    positional: { kind: "tuple", parameters: [argument("The need: <stack>/<service>.<need>", "need")] },
  },
  run: async (context, flags, need) => {
    const { restoreCloud } = await import("../../app/cloud/restore/restore-cloud.ts");
    return { kind: "restored", result: await restoreCloud(context, { ...flags, need }) };
  },
});
