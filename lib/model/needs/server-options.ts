import * as z from "zod/mini";
import type { Report } from "../../base/problem.ts";
import type { none } from "../fields/probes.ts";
import type { Tier } from "../tier.ts";

/** True if a second machine takes over; `none("because ...")` goes without one, also on prod. */
export type HighAvailability = boolean | ReturnType<typeof none>;

export const highAvailabilitySchema = z.union(
  [z.boolean(), z.strictObject({ kind: z.literal("none"), because: z.optional(z.string()) })],
  'must be true, false or none("because ...")',
);

/** Reports a need on prod that goes without a second machine and without a reason. */
export function checkHighAvailability(value: HighAvailability | undefined, tier: Tier, report: Report): void {
  const hasReason = typeof value === "object" && (value.because ?? "").trim() !== "";
  if (tier === "prod" && value !== undefined && value !== true && !hasReason)
    report("highAvailability", "needs a reason on prod", 'write it: highAvailability: none("the cache fills itself again")');
}
