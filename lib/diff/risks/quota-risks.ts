import { isRecord } from "../../base/values.ts";
import { compareQuantities } from "../../model/quantity.ts";
import { at, shown } from "./read-values.ts";
import type { Trait } from "./trait.ts";

/** Lists the limits of a quota that are raised or gone. A lower limit is no risk. */
export function quotaRisks(before: unknown, after: unknown): readonly Pick<Trait, "risk" | "text">[] {
  const [left, right] = [before, after].map((value) => (at(value, "kind") === "ResourceQuota" ? at(value, "spec.hard") : undefined));
  if (!isRecord(left)) return [];
  return Object.entries(left).flatMap(([name, limit]) => {
    const now = isRecord(right) ? right[name] : undefined;
    if (now === undefined) return [{ risk: "availability", text: `has no quota of ${name} any more` }];
    return compareQuantities(shown(limit), shown(now)) === -1
      ? [{ risk: "availability", text: `raises the quota of ${name} from ${shown(limit)} to ${shown(now)}` }]
      : [];
  });
}
