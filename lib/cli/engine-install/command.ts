import { command } from "../command.ts";
import { type ReportFlags, reportFlags } from "../flags.ts";

export const engineInstallCommand = command<ReportFlags, []>({
  brief: "Install a Pulumi engine if there is none",
  description:
    "Installs a Pulumi engine and its Kubernetes provider into Fairlead's cache, for every project of this user. Uses Pulumi's own download. If that cannot be reached, builds them with Go. Does nothing if an engine can be used already. For machines without a network, see docs/engine.md.",
  examples: ["fairlead engine install", "XDG_CACHE_HOME=/ci/cache fairlead engine install --json"],
  parameters: { flags: reportFlags },
  run: async (context) => {
    const { engineInstall } = await import("../../app/engine/engine-status.ts");
    return { kind: "engineInstalled", result: await engineInstall(context) };
  },
});
