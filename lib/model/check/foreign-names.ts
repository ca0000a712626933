import type { StackFile } from "../fleet.ts";
import { dnsZone, type ForeignName, type TierBorder } from "../model.ts";
import { apiServerOf } from "../stack-fields/api-server.ts";
import type { AnyStack } from "../stack.ts";

/** Lists the names that belong to other tiers only. Nothing on the stack may mention them. */
export function foreignNames(stack: AnyStack, stacks: readonly StackFile[]): readonly ForeignName[] {
  const { project, namespace, cluster, region } = stack.input;
  const own = new Set([project, namespace, cluster, region, stack.name, dnsZone(stack.name)]);
  for (const { stack: other } of stacks) if (other.tier === stack.tier) own.add(other.input.project).add(dnsZone(other.name));
  const foreign = new Map<string, string[]>();
  for (const { stack: other } of stacks) {
    if (other.tier === stack.tier) continue;
    if (!own.has(dnsZone(other.name))) foreign.set(dnsZone(other.name), []);
    if (!own.has(other.input.project)) foreign.set(other.input.project, [...(foreign.get(other.input.project) ?? []), other.name]);
  }
  return [...foreign].filter(([name]) => name !== "").map(([name, buckets]) => ({ name, buckets }));
}

/** Lists the domains and ranges of a stack's tier, and those of other tiers. A place of both belongs to the own tier. */
export function tierBorder({ tier }: AnyStack, stacks: readonly StackFile[]): TierBorder {
  const inputs = (isOwn: boolean) => stacks.filter(({ stack }) => (stack.tier === tier) === isOwn).map(({ stack: { input } }) => input);
  const own = inputs(true);
  const foreign = inputs(false);
  const domains = (all: typeof own) => unique(all.flatMap(({ domain }) => domain?.toLowerCase() ?? []));
  const ranges = (all: typeof own) => unique(all.flatMap(({ privateRange }) => privateRange ?? []));
  const used = own.flatMap(({ apiServer, gateway }) => [
    ...(apiServer === undefined ? [] : [apiServerOf(apiServer).range]),
    ...(gateway?.proxyRanges ?? []),
  ]);
  return {
    own: { domains: domains(own), ranges: unique([...ranges(own), ...used]) },
    foreign: { domains: domains(foreign), ranges: ranges(foreign) },
  };
}

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
