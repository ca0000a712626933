import { type Cost, type Costed, resourceCosts } from "./resource-cost.ts";

/** The cost of a service, or of what a stack shares. */
export interface OwnerCost {
  /** Undefined for what the stack shares. */
  readonly service: string | undefined;
  /** US dollars a month. */
  readonly least: number;
  readonly most: number;
}

/** The monthly cost of a stack's cloud, and what is not in it. */
export interface StackCost extends Omit<OwnerCost, "service"> {
  /** First what the stack shares, then the services by name. */
  readonly owners: readonly OwnerCost[];
  /** The parts whose price depends on use, each once. */
  readonly usage: readonly string[];
  /** The parts whose price nobody listed, each once. */
  readonly unknown: readonly string[];
}

/** Sums the monthly costs of resources. Prices that depend on use or that nobody listed are named and not counted. */
export function stackCost(resources: readonly Costed[], region: string): StackCost {
  const all = resources.flatMap((resource) => resourceCosts(resource, region).map((cost) => ({ cost, service: resource.block.service })));
  const groups = Map.groupBy(all, ({ service }) => service ?? "");
  const owners = [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, members]) => ({ service: name === "" ? undefined : name, ...sumOf(members.map(({ cost }) => cost)) }));
  const costs = all.map(({ cost }) => cost);
  const named = (kind: "usage" | "unknown"): readonly string[] =>
    [...new Set(costs.flatMap((cost) => (cost.kind === kind ? [cost.of] : [])))].sort();
  return { ...sumOf(costs), owners, usage: named("usage"), unknown: named("unknown") };
}

/** Adds costs, in whole cents. */
function sumOf(costs: readonly Cost[]): { readonly least: number; readonly most: number } {
  const sum = (bound: "least" | "most"): number =>
    Math.round(costs.reduce((total, cost) => total + (cost.kind === "month" ? cost[bound] : 0), 0) * 100) / 100;
  return { least: sum("least"), most: sum("most") };
}
