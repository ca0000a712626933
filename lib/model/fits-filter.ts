import { componentOf } from "./fields/component.ts";
import { mergeValues } from "./layers.ts";
import type { AnyServiceInput } from "./service-input.ts";
import type { AnyService } from "./service.ts";
import type { ServiceFilter } from "./services-where.ts";
import type { Tier } from "./tier.ts";

/** True if a service fits a filter on a tier. */
export function fitsFilter(
  { component, owner, tier, listens, names }: ServiceFilter,
  { name, base }: AnyService,
  input: AnyServiceInput,
  on: Tier,
): boolean {
  return (
    (names === undefined || [name, base?.service.name].some((each) => each !== undefined && names.includes(each))) &&
    (owner === undefined || owner === input.owner) &&
    (tier === undefined || tier === on) &&
    (listens === undefined || Object.values(input.ports ?? {}).some(({ protocol }) => protocol === listens)) &&
    (component === undefined || component === componentOn(input, on, base?.instance))
  );
}

/** Returns the component of a service on a tier, which may have a schedule there. */
export function componentOn(input: AnyServiceInput, tier: Tier, instance = ""): string {
  const { instances = {}, tiers = {} } = input;
  const own = Object.hasOwn(instances, instance) ? instances[instance] : undefined;
  return componentOf(mergeValues(mergeValues(input, own), tiers[tier]) as AnyServiceInput);
}
