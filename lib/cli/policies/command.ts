import { command } from "../command.ts";
import { type ReportFlags, reportFlags } from "../flags.ts";

export const policiesCommand = command<ReportFlags, []>({
  brief: "List the policies of the repository and their exemptions",
  description:
    "Lists the policies in policies/: name, level, reason, and each exemption with its owner and its last day. Applies none: fairlead check does that.",
  examples: ["fairlead policies", "fairlead policies --json"],
  parameters: { flags: reportFlags },
  run: async (context) => {
    const { listPolicies } = await import("../../app/policies.ts");
    return { kind: "policies", result: await listPolicies(context) };
  },
});
