import type { PromoteRequest } from "../../app/release/promote.ts";
import { command } from "../command.ts";
import { argument, datastoreFlags, reportFlags, textFlag, type ReportFlags } from "../flags.ts";

type PromoteFlags = ReportFlags & Omit<PromoteRequest, "services">;

export const releasePromoteCommand = command<PromoteFlags, string[]>({
  brief: "Move a channel to the releases that another channel names",
  description:
    "Moves each service by its own compare-and-swap. A service stays if the channel has already named a newer build. A release that a person set stays, too, until there is a newer build. You can repeat an interrupted run. Without services, promotes all of the channel. Exits 3 if a service fails.",
  examples: [
    "fairlead release promote --from main --to stable",
    "fairlead release promote --from main --to stable cartservice adservice --json",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      from: textFlag("The channel whose releases are taken", "channel"),
      to: textFlag("The channel that moves. A new one is created", "channel"),
      ...datastoreFlags,
    },
    positional: { kind: "array", parameter: argument("Only these services", "service") },
  },
  run: async (context, flags, ...services) => {
    const { promote } = await import("../../app/release/promote.ts");
    return { kind: "promoted", result: await promote(context, { ...flags, services }) };
  },
});
