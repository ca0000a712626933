import { command } from "../command.ts";
import { type ReportFlags, reportFlags } from "../flags.ts";

export const doctorCommand = command<ReportFlags, []>({
  brief: "Check the machine and the project",
  description:
    "Checks Node, git and its history, the Pulumi engine and the project's files. Checks the specs, the locks, pulumi-gen/ and the leftovers of interrupted runs. Changes nothing. Exits 1 if something is broken.",
  examples: ["fairlead doctor", "fairlead doctor --json"],
  parameters: { flags: reportFlags },
  run: async (context) => {
    const { doctor } = await import("../../app/doctor.ts");
    return { kind: "doctor", result: await doctor(context) };
  },
});
