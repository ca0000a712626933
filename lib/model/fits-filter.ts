import { componentOf } from "./fields/component.ts";
import { mergeValues } from "./layers.ts";
import type { AnyServiceInput } from "./service-input.ts";
import type { ServiceFilter } from "./services-where.ts";
import type { Tier } from "./tier.ts";

/** True if a service fits a filter on a tier. */
export function fitsFilter(
  { component, owner, tier, listens, names }: ServiceFilter,
  name: string,
  input: AnyServiceInput,
  on: Tier,
): boolean {
  return (
    (names === undefined || names.includes(name)) &&
    (owner === undefined || owner === input.owner) &&
    (tier === undefined || tier === on) &&
    (listens === undefined || Object.values(input.ports ?? {}).some(({ protocol }) => protocol === listens)) &&
    (component === undefined || component === componentOn(input, on))
  );
}

/** Returns the component of a service on a tier, which may have a schedule there. */
export const componentOn = (input: AnyServiceInput, tier: Tier): string =>
  componentOf(mergeValues(input, input.tiers?.[tier]) as AnyServiceInput);
