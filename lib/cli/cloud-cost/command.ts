import { command } from "../command.ts";
import { selectionFlags, type SelectionFlags, selectionOf } from "../flags.ts";

export const cloudCostCommand = command<SelectionFlags, []>({
  brief: "Show what the clouds of stacks cost in a month",
  description:
    "Adds up the list prices of the resources that fairlead cloud show lists, by service. Prices that depend on use, and prices that nobody listed, are named and not counted. Reads only the specs: it asks no cloud and needs no credentials.",
  examples: ["fairlead cloud cost", "fairlead cloud cost --stack prod-us-central1", "fairlead cloud cost --json"],
  parameters: { flags: selectionFlags, aliases: { s: "stack" } },
  run: async (context, flags) => {
    const { cloudCost } = await import("../../app/cloud/cloud-cost.ts");
    return { kind: "cloudCost", result: await cloudCost(context, selectionOf(flags)) };
  },
});
