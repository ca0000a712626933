import type { PromoteStacksRequest } from "../../app/promote/promote-stacks.ts";
import { command } from "../command.ts";
import { argument, datastoreFlags, reportFlags, type ReportFlags, switchFlag, textFlag } from "../flags.ts";

type PromoteFlags = ReportFlags & Omit<PromoteStacksRequest, "services">;

export const promoteCommand = command<PromoteFlags, string[]>({
  brief: "Move a channel to the releases that other stacks run",
  description:
    "Moves the channel of --to to the releases that --from runs, also if newer ones were recorded since. Each move is a compare-and-swap, and no service goes back to an older build. The next publish deploys them, or opens the pull requests of stages with delivery pr. Exits 3 if a service fails.",
  examples: [
    "fairlead promote --from staging --to prod --dry-run",
    "fairlead promote --from staging --to prod-us-central1 cartservice adservice",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      from: textFlag("A stack or tier: the releases that it runs are taken", "name"),
      to: textFlag("A stack or tier: the channel that it follows moves", "name"),
      dryRun: switchFlag("Show the moves, and move nothing"),
      ...datastoreFlags,
    },
    positional: { kind: "array", parameter: argument("Only these services", "service") },
  },
  run: async (context, flags, ...services) => {
    const { promoteStacks } = await import("../../app/promote/promote-stacks.ts");
    return { kind: "promoted", result: await promoteStacks(context, { ...flags, services }) };
  },
});
