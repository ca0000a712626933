import { type CostChange, costChange } from "../../cloud/cost/cost-change.ts";
import type { Costed } from "../../cloud/cost/resource-cost.ts";
import { isCloudType } from "../../cloud/kinds/registry.ts";
import { recordedServices } from "../../diff/cloud/recorded-services.ts";
import type { StackModel } from "../../model/model.ts";
import type { PlannedShard } from "./plan-shards.ts";

/** Compares the monthly cost of the recorded cloud of a stack with that of its specs. @param isShown true for a selected service */
export function previewCost(
  { region }: StackModel,
  shards: readonly PlannedShard[],
  isShown: (owner: { readonly service?: string }) => boolean,
): CostChange {
  const before = shards.flatMap(recordedCosts).filter(({ block }) => isShown(block));
  const after = shards.flatMap(({ input }) => input.resources).filter(({ block }) => isShown(block));
  return costChange(before, after, region);
}

/** Returns the recorded resources of a part. The other half of a replacement is not counted twice. */
function recordedCosts({ recorded }: PlannedShard): readonly Costed[] {
  const resources = recorded?.resources ?? [];
  const owners = recordedServices(resources);
  return resources.flatMap(({ type, inputs, urn, delete: isLeftover }): readonly Costed[] => {
    const service = owners.get(urn);
    return isCloudType(type) && !isLeftover ? [{ type, inputs, block: service === undefined ? {} : { service } }] : [];
  });
}
