import type { AnyCloudResource } from "../../cloud/resource.ts";

/** A part of a stack's cloud: one Pulumi stack. */
export interface PlacedShard {
  /** `prod.foundation` */
  readonly name: string;
  readonly resources: readonly AnyCloudResource[];
}

/** Places the resources of a stack in Pulumi stacks. A recorded shard without resources stays in the list: its resources go. */
export function placeShards(stack: string, resources: readonly AnyCloudResource[], recorded: readonly string[]): readonly PlacedShard[] {
  const foundation = `${stack}.foundation`;
  if (resources.length === 0 && !recorded.includes(foundation)) return [];
  return [{ name: foundation, resources }];
}

/** Returns the stack of a shard. */
export const stackOfShard = (shard: string): string => shard.replace(/\.(?:components|foundation|needs-\d+)$/, "");
