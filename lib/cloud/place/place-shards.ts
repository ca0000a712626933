import { hashOf } from "../../base/hash.ts";
import type { RecordedStack } from "../recorded.ts";
import type { AnyCloudResource } from "../resource.ts";
import { resourceKey, withKnownReferences } from "./known-references.ts";
import { targetsOf } from "./recorded-as.ts";

/** A part of a stack's cloud: one stack of Pulumi. */
export interface PlacedShard {
  /** `prod.foundation`, `prod.needs-1` */
  readonly name: string;
  /** True if the other shards of the stack need it first. */
  readonly isFoundation: boolean;
  readonly resources: readonly AnyCloudResource[];
  /** The resources of other parts of needs to which a resource refers, by key. @default none */
  readonly waits?: ReadonlyMap<string, readonly string[]>;
}

/** Services of one shard. A stack of Pulumi with more than 500 resources is slow, because each step writes the whole state. */
const SERVICES = 100;

const FOUNDATION = "foundation";

/** Returns the shard with what all services of a stack share. */
export const foundationOf = (stack: string): string => `${stack}.${FOUNDATION}`;

/** Returns the stack of a shard. */
export const stackOfShard = (shard: string): string => shard.replace(/\.(?:foundation|needs-[1-9]\d*)$/, "");

/**
 * Places the resources of a stack in shards. The foundation has what all services share, and a service has one shard.
 * A service stays in the shard that records it, because another shard would delete its resources and create them again.
 * @param recorded the states of the stack's shards. A shard without resources stays in the list, so its resources go
 */
export function placeShards(
  stack: string,
  resources: readonly AnyCloudResource[],
  recorded: readonly RecordedStack[],
): readonly PlacedShard[] {
  const foundation = foundationOf(stack);
  const homes = homesOf(stack, resources, recorded);
  const shardOf = ({ block: { service } }: AnyCloudResource): string =>
    service === undefined ? foundation : (homes.get(service) ?? foundation);
  const all = new Map(resources.map((resource) => [resourceKey(resource), resource]));
  const groups = Map.groupBy(resources, shardOf);
  const names = new Set([...groups.keys(), ...recorded.map((each) => each.stack)]);
  return [...names]
    .map((name) => {
      const members = groups.get(name) ?? [];
      const own = new Set(members.map(resourceKey));
      const placed = members.map((each) => withKnownReferences(each, own, (other) => all.get(resourceKey(other))));
      const waits = members.flatMap((each) => {
        const others = targetsOf(each).filter((key) => !own.has(key) && all.get(key)?.block.service !== undefined);
        return others.length === 0 ? [] : [[resourceKey(each), others] as const];
      });
      const shard = { name, isFoundation: name === foundation, resources: placed };
      return waits.length === 0 ? shard : { ...shard, waits: new Map(waits) };
    })
    .sort((a, b) => Number(b.isFoundation) - Number(a.isFoundation) || numberOf(a.name) - numberOf(b.name));
}

const numberOf = (shard: string): number => Number(/-(\d+)$/.exec(shard)?.[1] ?? 0);

/** Returns the shard of each service. If no shard records its resources, the shard follows from its name. */
function homesOf(stack: string, resources: readonly AnyCloudResource[], recorded: readonly RecordedStack[]): ReadonlyMap<string, string> {
  const known = new Map(recorded.flatMap((shard) => shard.resources.map(({ type, name }) => [`${type} ${name}`, shard.stack] as const)));
  const services = Map.groupBy(
    resources.filter(({ block }) => block.service !== undefined),
    ({ block }) => block.service ?? "",
  );
  const count = Math.ceil(services.size / SERVICES);
  return new Map(
    [...services].map(([service, members]) => {
      const homes = members.flatMap(({ type, name, aliases }) =>
        [name, ...aliases.map((alias) => alias.name)].flatMap((each) => known.get(`${type} ${each}`) ?? []),
      );
      return [service, mostFrequent(homes) ?? `${stack}.needs-${(Number.parseInt(hashOf(service).slice(0, 8), 16) % count) + 1}`];
    }),
  );
}

/** Returns the string that a list has most often. The first one in order wins a tie. */
const mostFrequent = (values: readonly string[]): string | undefined =>
  [...Map.groupBy(values, (value) => value)].sort(([a, left], [b, right]) => right.length - left.length || (a < b ? -1 : 1))[0]?.[0];
