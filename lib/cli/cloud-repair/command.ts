import { type EngineFlags, engineFlags } from "../../app/engine/engine-limits.ts";
import { command } from "../command.ts";
import { argument, reportFlags, type ReportFlags } from "../flags.ts";

export const cloudRepairCommand = command<ReportFlags & EngineFlags, [stack: string]>({
  brief: "Write what the cloud has into the state of a stack",
  description:
    "Reads each recorded resource of a stack in its cloud, and writes what it finds into the state. Drops creations that a killed run did not end. The cloud stays as it is. Then preview shows what up will change back to the specs. Needs an installed Pulumi engine, and credentials that may read.",
  examples: ["fairlead cloud repair prod-us-central1", "fairlead preview --stack prod-us-central1   # then shows the differences"],
  parameters: {
    flags: { ...reportFlags, ...engineFlags },
    positional: { kind: "tuple", parameters: [argument("The stack", "stack")] },
  },
  run: async (context, flags, stack) => {
    const { compareCloud } = await import("../../app/cloud/compare-cloud.ts");
    const selection = { stacks: [stack], services: [] };
    return { kind: "drift", result: await compareCloud(context, { ...flags, mode: "repair", selection }) };
  },
});
