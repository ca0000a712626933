import { command } from "../command.ts";
import { argument, reportFlags, type ReportFlags } from "../flags.ts";

export const cloudUnprotectCommand = command<ReportFlags, [stack: string, ...names: string[]]>({
  brief: "Let the next up delete or replace protected resources",
  description:
    "Takes the protection off resources in the recorded state of a stack. The cloud stays as it is. The next up may then delete or replace them, and their data is gone. If the specs still protect a resource that stays, the next up protects it again. Needs an installed Pulumi engine.",
  examples: [
    "fairlead cloud unprotect prod-us-central1 prod-us-central1-cartservice-carts",
    "fairlead preview --stack prod-us-central1   # shows the names of the resources",
  ],
  parameters: {
    flags: reportFlags,
    positional: { kind: "array", parameter: argument("The stack, and the names of resources", "stack> <resource"), minimum: 2 },
  },
  run: async (context, _flags, stack, ...names) => {
    const { unprotectCloud } = await import("../../app/cloud/unprotect-cloud.ts");
    return { kind: "unprotected", result: await unprotectCloud(context, { stack, names }) };
  },
});
