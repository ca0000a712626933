import { FAIRLEAD } from "../../base/fairlead.ts";
import type { Tier } from "../../model/tier.ts";
import type { Policy } from "../policy.ts";
import { type BasicPolicyOptions, basicPolicy } from "./basic-policy.ts";

/**
 * Limits the monthly cost of each stack's cloud, by list prices. Prices that depend on use are not counted.
 * @param dollars US dollars a month, for all stacks or by tier
 */
export const costCeiling = (dollars: number | Readonly<Partial<Record<Tier, number>>>, options: BasicPolicyOptions = {}): Policy =>
  basicPolicy("cost-ceiling", options, {
    why: "a larger cloud needs a budget first",
    fix: `${FAIRLEAD} cloud cost shows the parts; make one smaller, or raise the ceiling in the policy`,
    stack: ({ tier }, { cost: { most } }) => {
      const ceiling = typeof dollars === "number" ? dollars : dollars[tier];
      return ceiling === undefined || most <= ceiling ? [] : [`the cloud may cost $${most} a month; the ceiling is $${ceiling}`];
    },
  });
