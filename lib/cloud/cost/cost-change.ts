import { type Cost, type Costed, resourceCosts } from "./resource-cost.ts";
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
  /** The parts that change and whose price nobody listed. Each once. */
  readonly unpriced: readonly string[];
  /** The parts that neither number has: their price depends on use, or nobody listed it. Each once. */
  readonly usage: readonly string[];
  readonly unknown: readonly string[];
}

/** Compares the monthly cost of a cloud before and after a run. */
export function costChange(before: readonly Costed[], after: readonly Costed[], region: string): CostChange {
  const [old, next] = [stackCost(before, region), stackCost(after, region)];
  const [olds, nexts] = [costsByText(before, region), costsByText(after, region)];
  const changed = [...new Map([...olds, ...nexts])].filter(([text]) => olds.get(text)?.length !== nexts.get(text)?.length);
  return {
    isChanged: changed.length > 0,
    unpriced: union(changed.flatMap(([, costs]) => costs.flatMap((cost) => (cost.kind === "unknown" ? [cost.of] : [])))),
    change: { least: cents(next.least - old.least), most: cents(next.most - old.most) },
    month: { least: next.least, most: next.most },
    usage: union(old.usage, next.usage),
    unknown: union(old.unknown, next.unknown),
  };
}

const costsByText = (resources: readonly Costed[], region: string): ReadonlyMap<string, readonly Cost[]> =>
  Map.groupBy(
    resources.flatMap((resource) => resourceCosts(resource, region)),
    (cost) => JSON.stringify(cost),
  );

const cents = (dollars: number): number => Math.round(dollars * 100) / 100;

const union = (...lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())].sort();
