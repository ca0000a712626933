import { command, type DatastoreFlags, datastoreFlags, type SelectionFlags, selectionFlags } from "../command.ts";

export type PlanFlags = SelectionFlags & DatastoreFlags;

export const planCommand = command<PlanFlags, []>({
  brief: "Say what each stack should run, and why",
  description:
    "Asks the version datastore what each stack's channel names, looks at the locks and their history, and prints a decision for each stack and service: keep, advance, new, removed, held (somebody rolled it back) or invalid (its record cannot be used). Writes nothing. Exits 3 where a decision is invalid.",
  examples: ["fairlead plan", "fairlead plan --stack staging", "fairlead plan --service cartservice --json"],
  parameters: { flags: { ...selectionFlags, ...datastoreFlags }, aliases: { s: "stack" } },
  load: async () => (await import("../run/plan.ts")).runPlan,
});
