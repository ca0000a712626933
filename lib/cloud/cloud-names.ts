import { shortHash } from "../compile/short-hash.ts";
import type { StackModel } from "../model/model.ts";

/** Returns a name of at most `max` characters. A longer one is cut and gets a hash of the whole, so it stays unique and stable. */
export function fitName(name: string, max: number): string {
  if (name.length <= max) return name;
  const hash = shortHash(name);
  return `${name.slice(0, max - hash.length - 1).replace(/-+$/, "")}-${hash}`;
}

/** Returns the labels of a resource that a stack has once. */
export const stackLabels = ({ name, tier }: Pick<StackModel, "name" | "tier">): Readonly<Record<string, string>> => ({
  "managed-by": "fairlead",
  stack: name,
  tier,
});

/** Returns the name of a stack's network and of its parts. Compute Engine allows 63 characters. */
export const networkName = ({ name }: Pick<StackModel, "name">, part?: string): string =>
  fitName(part === undefined ? name : `${name}-${part}`, 63);

/** Returns the full name of a stack's network. */
export const networkId = (stack: Pick<StackModel, "name" | "project">): string =>
  `projects/${stack.project}/global/networks/${networkName(stack)}`;

/** Returns the name of the zone that has a record for each instance: `prod-internal`. */
export const zoneName = (stack: Pick<StackModel, "name">): string => networkName(stack, "internal");
