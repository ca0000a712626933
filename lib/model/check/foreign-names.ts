import type { StackFile } from "../fleet.ts";
import { dnsZone, type ForeignName } from "../model.ts";
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
