import { FAIRLEAD } from "../../base/fairlead.ts";
import { UserError } from "../../base/user-error.ts";
import { command } from "../command.ts";
import { argument, optional, reportFlags, type ReportFlags, switchFlag, textFlag, variadic } from "../flags.ts";
import { complete, type RunContext } from "../shown.ts";

type BootstrapFlags = ReportFlags & {
  readonly apply: boolean;
  readonly yes: boolean;
  readonly context?: string;
  readonly skip?: readonly string[];
};

export const bootstrapCommand = command<BootstrapFlags, [stack: string]>({
  brief: "Show or run the steps of a new cluster, up to Argo CD",
  description:
    "Lists the commands for a new cluster, until Argo CD takes over. They install Argo CD and the operators that the stack's objects need. They create the namespace and the root Application. With --apply, runs them with kubectl and helm in the current context, after a question. Each step may run again.",
  examples: [
    "fairlead bootstrap prod-us-central1",
    "fairlead bootstrap prod-us-central1 --apply",
    "fairlead bootstrap prod-us-central1 --apply --yes --context gke_shop-prod_us-central1_prod-us-central1",
  ],
  parameters: {
    flags: {
      ...reportFlags,
      apply: switchFlag("Run the steps in kubectl's current context"),
      yes: switchFlag("With --apply: ask no question"),
      context: optional(textFlag("With --apply: the context that must be current [one named after the cluster]", "name")),
      skip: variadic(textFlag("Leave this step out; may be repeated", "id")),
    },
    positional: { kind: "tuple", parameters: [argument("The stack", "stack")] },
  },
  run: async (context, flags, stack) => {
    const { skip = [] } = flags;
    checkFlags(context, flags, stack);
    const { bootstrap } = await import("../../app/bootstrap/bootstrap.ts");
    const confirm = flags.yes ? undefined : (name: string, steps: number) => ask(context, name, steps);
    const apply = flags.apply ? { apply: { context: flags.context, confirm } } : {};
    return { kind: "bootstrapped", result: await bootstrap(context, { stack, skip, ...apply }) };
  },
});

/** Refuses flags that do not fit together, and a question that nobody can answer. @throws UserError USAGE */
function checkFlags({ terminal }: RunContext, { apply, yes, context }: BootstrapFlags, stack: string): void {
  const alone = [...(yes ? ["--yes"] : []), ...(context === undefined ? [] : ["--context"])];
  if (!apply && alone.length > 0)
    throw new UserError("USAGE", `${alone.join(" and ")} ${alone.length === 1 ? "needs" : "need"} --apply`, {
      hint: `${FAIRLEAD} bootstrap ${stack} --apply`,
    });
  if (apply && !yes && !terminal.interactive)
    throw new UserError("USAGE", "--apply asks a question, and this is not a terminal", {
      hint: `${FAIRLEAD} bootstrap ${stack} --apply --yes`,
    });
}

/** Asks if the steps may run. */
async function ask(context: RunContext, name: string, steps: number): Promise<boolean> {
  const given: { readonly answer?: string } = {};
  const message = `Run ${steps} steps in the context ${name}?`;
  return (await complete(context, given, { answer: { message, options: ["no", "yes"] } })).answer === "yes";
}
