import * as fc from "fast-check";
import { type Defaults, type DefaultsInput, type ServiceFilter, servicesWhere } from "../lib/index.ts";

const filter: fc.Arbitrary<ServiceFilter> = fc.constantFrom({}, { tier: "latest" }, { tier: "prod" });

/** Generates defaults for all services, and for some of them. */
export const randomDefaults = (fields: fc.Arbitrary<DefaultsInput>): fc.Arbitrary<Defaults> =>
  fc.oneof(
    fields,
    fc.array(
      fc.oneof(
        fields,
        fc.tuple(filter, fields).map((pair) => servicesWhere(...pair)),
      ),
      { maxLength: 2 },
    ),
  );
