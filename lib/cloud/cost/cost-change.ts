import { type Costed, resourceCosts } from "./resource-cost.ts";
import { stackCost, type StackCost } from "./stack-cost.ts";

/** US dollars a month, at least and at most. */
export type Range = Pick<StackCost, "least" | "most">;

/** The change of a stack's monthly cost. */
export interface CostChange {
  /** True if the costs of some resource change, also if nobody listed its price. */
  readonly isChanged: boolean;
  /** The change. It is negative if the cloud costs less afterwards. */
  readonly change: Range;
  /** The cost afterwards. */
  readonly month: Range;
  /** The parts that neither number has: their price depends on use, or nobody listed it. Each once. */
  readonly usage: readonly string[];
  readonly unknown: readonly string[];
}

/** Compares the monthly cost of a cloud before and after a run. */
export function costChange(before: readonly Costed[], after: readonly Costed[], region: string): CostChange {
  const [old, next] = [stackCost(before, region), stackCost(after, region)];
  const partsOf = (resources: readonly Costed[]): string =>
    resources
      .flatMap((resource) => resourceCosts(resource, region).map((cost) => JSON.stringify(cost)))
      .sort()
      .join();
  return {
    isChanged: partsOf(before) !== partsOf(after),
    change: { least: cents(next.least - old.least), most: cents(next.most - old.most) },
    month: { least: next.least, most: next.most },
    usage: union(old.usage, next.usage),
    unknown: union(old.unknown, next.unknown),
  };
}

const cents = (dollars: number): number => Math.round(dollars * 100) / 100;

const union = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort();
