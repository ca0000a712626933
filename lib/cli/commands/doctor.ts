import { command, type ReportFlags, reportFlags } from "../command.ts";

export const doctorCommand = command<ReportFlags, []>({
  brief: "Check the machine and the project",
  description:
    "Looks at Node, git, the Pulumi engine, the project's files, the specs, the locks, pulumi-gen/ and what interrupted runs left behind. Exits 1 where something is broken; changes nothing.",
  examples: ["fairlead doctor", "fairlead doctor --json"],
  parameters: { flags: reportFlags },
  load: async () => (await import("../run/doctor.ts")).runDoctor,
});
