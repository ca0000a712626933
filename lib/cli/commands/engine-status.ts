import { command, type ReportFlags, reportFlags } from "../command.ts";

export const engineStatusCommand = command<ReportFlags, []>({
  brief: "Say which Pulumi engine is used",
  description:
    "Looks for a Pulumi engine and its Kubernetes provider where every command does: PULUMI_BIN, PATH, Fairlead's cache. Says which one is used, and why each that comes before it is not. Changes nothing; exits 1 where there is none.",
  examples: ["fairlead engine status", "fairlead engine status --json"],
  parameters: { flags: reportFlags },
  load: async () => (await import("../run/engine-status.ts")).runEngineStatus,
});
