import { command, type ReportFlags, reportFlags } from "../command.ts";

export const engineInstallCommand = command<ReportFlags, []>({
  brief: "Get a Pulumi engine, unless there is one",
  description:
    "Puts a Pulumi engine and its Kubernetes provider into Fairlead's cache, for every project of this user: by Pulumi's own download, or where that cannot be reached, by a build with Go. Does nothing where an engine can be used already. See docs/engine.md for machines without a network.",
  examples: ["fairlead engine install", "XDG_CACHE_HOME=/ci/cache fairlead engine install --json"],
  parameters: { flags: reportFlags },
  load: async () => (await import("../run/engine-install.ts")).runEngineInstall,
});
