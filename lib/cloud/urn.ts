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

/** Returns the URN of a resource: its block, its type and its name. */
export const urnOf = ({ shard, project }: UrnPlace, block: Block, type: CloudType, name: string): string =>
  `urn:pulumi:${shard}::${project}::${componentType(block.kind)}$${type}::${name}`;
