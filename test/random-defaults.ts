import * as fc from "fast-check";
import { type Defaults, type DefaultsInput, type ServiceFilter, servicesWhere } from "../lib/index.ts";
import { componentOn } from "../lib/model/fits-filter.ts";
import type { Tier } from "../lib/model/tier.ts";
import type { TestServiceFile } from "./fleets.ts";

const FIELDS = ["component", "owner", "tier", "listens", "names"] as const;

const filter = fc.record({ pick: fc.nat(99), fields: fc.subarray([...FIELDS], { maxLength: 3 }) });

/** Makes a filter that one of the services fits on a tier. */
function filterOf(
  { pick, fields }: { readonly pick: number; readonly fields: readonly string[] },
  services: readonly TestServiceFile[],
  tier: Tier,
): ServiceFilter {
  const file = services[pick % services.length];
  if (file === undefined) return {};
  const { name, input } = file.service;
  const [first] = Object.values(input.ports ?? {});
  const all = { component: componentOn(input, tier), owner: input.owner, tier, listens: first?.protocol, names: [name] };
  return Object.fromEntries(Object.entries(all).filter(([field, value]) => value !== undefined && fields.includes(field)));
}

/** Makes the defaults of a fleet or of a stack with a tier. */
export type DefaultsOf = (services: readonly TestServiceFile[], tier: Tier) => Defaults;

/** Generates defaults for all services, and for some of them. */
export const randomDefaults = (fields: fc.Arbitrary<DefaultsInput>): fc.Arbitrary<DefaultsOf> =>
  fc.oneof(
    fields.map(
      (each): DefaultsOf =>
        () =>
          each,
    ),
    fc.array(fc.tuple(fc.option(filter), fields), { maxLength: 3 }).map(
      (entries): DefaultsOf =>
        (services, tier) =>
          entries.map(([where, each]) => (where === null ? each : servicesWhere(filterOf(where, services, tier), each))),
    ),
  );
