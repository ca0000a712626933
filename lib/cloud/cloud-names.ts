import { fitName } from "../base/fit-name.ts";
import type { StackModel } from "../model/model.ts";

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
