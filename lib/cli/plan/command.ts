import { OUTCOMES } from "../../resolve/outcome.ts";
import { command } from "../command.ts";
import type { PassFlags } from "../../app/pass.ts";
import { datastoreFlags, passFlags, selectionFlags, type DatastoreFlags, type SelectionFlags, selectionOf } from "../flags.ts";

const OUTCOME_LINES = OUTCOMES.map(({ outcome, meaning }) => `  ${outcome.padEnd(8)} ${meaning}`);

type PlanFlags = SelectionFlags & DatastoreFlags & Pick<PassFlags, "hotfix"> & { readonly now: boolean };

export const planCommand = command<PlanFlags, []>({
  brief: "Show the release that each stack should run, and why",
  description: `Reads the channels of the version datastore, the locks and their history. Prints a decision for each stack and service. Renders in memory: a problem of a spec, a lock or the datastore stops plan, as it stops up. Names edits by hand, which up refuses. Runs no components. Writes nothing. Exits 3 if a decision is invalid.\n\nOUTCOMES\n${OUTCOME_LINES.join("\n")}`,
  examples: ["fairlead plan", "fairlead plan --stack staging", "fairlead plan --service cartservice --json"],
  parameters: { flags: { ...selectionFlags, ...datastoreFlags, ...passFlags }, aliases: { s: "stack" } },
  run: async (context, flags) => {
    const { plan } = await import("../../app/plan.ts");
    return { kind: "plan", result: await plan(context, flags, selectionOf(flags)) };
  },
});
