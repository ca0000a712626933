import type { Problem } from "../base/problem.ts";
import { reporterOf } from "../model/check/reporters.ts";
import type { StackModel } from "../model/model.ts";
import { ownResources } from "./blocks/custom.ts";
import { cloudNeeds } from "./cloud-needs.ts";

/** Lists the mistakes of the cloud resources that kinds of the user's repository ask for. */
export function checkOwnResources(stack: StackModel): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { service, need, place } of cloudNeeds(stack)) {
    if (need.kind !== "custom") continue;
    const report = reporterOf(service, problems);
    for (const message of ownResources(need, place).problems) report(`needs.${place.instance.need}`, message);
  }
  return problems;
}
