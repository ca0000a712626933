import * as z from "zod/mini";
import type { Report } from "../../base/problem.ts";
import type { Tier } from "../tier.ts";
import { hasReason, type Without, withoutSchema } from "./stateful-options.ts";

/** True if a second machine takes over; `none("because ...")` goes without one, also on prod. */
export type HighAvailability = boolean | Without;

export const highAvailabilitySchema = z.union([z.boolean(), withoutSchema], 'must be true, false or none("because ...")');

/** Reports a need that goes without a second machine and without a reason. @param tiers the tiers that require a reason */
export function checkHighAvailability(
  value: HighAvailability | undefined,
  tier: Tier,
  report: Report,
  tiers: readonly Tier[] = ["prod"],
): void {
  const isExplained = typeof value === "object" && hasReason(value);
  if (tiers.includes(tier) && value !== undefined && value !== true && !isExplained)
    report("highAvailability", `needs a reason on ${tier}`, 'write it: highAvailability: none("the cache fills itself again")');
}
