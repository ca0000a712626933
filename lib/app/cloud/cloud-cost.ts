import { compileCloud } from "../../cloud/compile-cloud.ts";
import { type StackCost, stackCost } from "../../cloud/cost/stack-cost.ts";
import { MACHINE_PRICES } from "../../model/prices/machines.ts";
import type { AnyCloudResource } from "../../cloud/resource.ts";
import { openProject } from "../../workspace/project.ts";
import type { Selection } from "../../workspace/selection.ts";
import type { AppContext } from "../context.ts";

/** The monthly cost of the cloud of stacks, by list prices. */
export interface CloudCostResult {
  /** The date of the price list. */
  readonly date: string;
  readonly stacks: readonly (StackCost & { readonly stack: string; readonly region: string })[];
}

/** Computes the cost of the clouds of stacks, from the specs alone. It asks no cloud. @throws UserError INVALID_SPEC, USAGE */
export async function cloudCost(context: AppContext, selection: Selection): Promise<CloudCostResult> {
  const { model } = await openProject(await context.workspace(), selection, { reserved: [] });
  const isSelected = ({ block: { service } }: AnyCloudResource): boolean =>
    selection.services.length === 0 || (service !== undefined && selection.services.includes(service));
  return {
    date: MACHINE_PRICES.date,
    stacks: model.stacks.map((stack) => ({
      stack: stack.name,
      region: stack.region,
      ...stackCost(compileCloud(stack).filter(isSelected), stack.region),
    })),
  };
}
