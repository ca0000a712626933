import type { Block } from "./resource.ts";
import type { CloudType } from "./cloud-types.ts";

/** The stack of Pulumi that a URN belongs to. */
export interface UrnPlace {
  /** The name of the Pulumi stack: `prod.needs-1`. */
  readonly shard: string;
  /** The name of the Pulumi project. */
  readonly project: string;
}

/** Returns the type of a block's component. */
export const componentType = (kind: string): string => `fairlead:cloud:${kind}`;

/** Splits a URN into the type without those of the parents, and the name: `...::fairlead:cloud:Redis$gcp:redis/instance:Instance::prod-cart-carts`. */
export function partsOfUrn(urn: string): readonly [type: string, name: string] {
  const [, , types = "", ...name] = urn.split("::");
  return [types.split("$").at(-1) ?? "", name.join("::")];
}

/** Returns the URN of a resource: its block, its type and its name. */
export const urnOf = ({ shard, project }: UrnPlace, block: Block, type: CloudType, name: string): string =>
  `urn:pulumi:${shard}::${project}::${componentType(block.kind)}$${type}::${name}`;

/** Returns the URN of the component of a block. */
export const componentUrn = ({ shard, project }: UrnPlace, { kind, name }: Block): string =>
  `urn:pulumi:${shard}::${project}::${componentType(kind)}::${name}`;
