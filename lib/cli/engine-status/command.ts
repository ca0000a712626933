import { command } from "../command.ts";
import { type ReportFlags, reportFlags } from "../flags.ts";

export const engineStatusCommand = command<ReportFlags, []>({
  brief: "Show which Pulumi engine is used",
  description:
    "Looks for a Pulumi engine and its Kubernetes provider as every command does: PULUMI_BIN, PATH, Fairlead's cache. Shows the engine that Fairlead uses, and the reason for each engine that it refuses. Changes nothing. Exits 1 if there is none.",
  examples: ["fairlead engine status", "fairlead engine status --json"],
  parameters: { flags: reportFlags },
  run: async (context) => {
    const { engineStatus } = await import("../../app/engine/engine-status.ts");
    return { kind: "engine", result: await engineStatus(context) };
  },
});
