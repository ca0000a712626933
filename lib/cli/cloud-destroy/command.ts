import type { DestroyResult } from "../../app/cloud/destroy-result.ts";
import { type EngineFlags, engineFlags } from "../../app/engine/engine-limits.ts";
import { command } from "../command.ts";
import { argument, optional, reportFlags, type ReportFlags, selectionFlags, switchFlag, textFlag } from "../flags.ts";
import { complete, type RunContext } from "../shown.ts";

type DestroyFlags = ReportFlags &
  EngineFlags & { readonly service?: readonly string[]; readonly part?: string; readonly dryRun: boolean; readonly confirm?: string };

export const cloudDestroyCommand = command<DestroyFlags, [stack: string]>({
  brief: "Delete the cloud of a stack, but no protected resource",
  description:
    "Deletes the recorded resources of a stack from the cloud and from the state. Protected resources stay, with what they need. Shows first what goes and what stays, and then asks for the name of the stack. Also takes a stack whose spec is gone. Refuses to delete what services of others use. Needs an installed Pulumi engine. Exits with 1 if nobody confirmed, or if resources stay.",
  examples: [
    "fairlead cloud destroy staging --dry-run",
    "fairlead cloud destroy staging --confirm staging",
    "fairlead cloud destroy prod-us-central1 --service cartservice",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      service: selectionFlags.service,
      part: optional(textFlag("Only this part, such as a copy of fairlead cloud restore", "part")),
      dryRun: switchFlag("Only show what would go and what would stay"),
      confirm: optional(textFlag("The name of the stack; asks for it on a terminal", "stack")),
      ...engineFlags,
    },
    positional: { kind: "tuple", parameters: [argument("The stack", "stack")] },
  },
  run: async (context, flags, stack) => {
    const { destroyCloud } = await import("../../app/cloud/destroy-cloud.ts");
    const confirm = async (plan: DestroyResult) => flags.confirm ?? (await ask(context, plan));
    return { kind: "destroyed", result: await destroyCloud(context, { ...flags, stack, services: flags.service ?? [], confirm }) };
  },
});

/** Shows the plan, and asks for the name of the stack; undefined if nobody can be asked. */
async function ask(context: RunContext, plan: DestroyResult): Promise<string | undefined> {
  if (!context.terminal.interactive) return undefined;
  const [{ destroyedText }, { default: colors }] = await Promise.all([import("../../report/terminal/destroyed.ts"), import("picocolors")]);
  context.terminal.err(destroyedText(plan, colors.createColors(context.terminal.color)));
  const given: { readonly name?: string } = {};
  return (await complete(context, given, { name: { message: `Type ${plan.stack} to delete this` } })).name;
}
