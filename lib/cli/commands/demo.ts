import { command, type ReportFlags, reportFlags } from "../command.ts";

export const demoCommand = command<ReportFlags, []>({
  brief: "See the whole story in a scratch directory",
  description:
    "Copies the sample fleet to a directory of its own, renders it, moves a service to a new version, shows the difference, reverts it with git, and has a typo refused. Needs no network and leaves this checkout as it is.",
  examples: ["fairlead demo"],
  parameters: { flags: reportFlags },
  load: async () => (await import("../run/demo.ts")).runDemo,
});
