import * as fc from "fast-check";
import { nameProblem } from "../lib/model/names.ts";
import type { Fields } from "./fleets.ts";
import { timing } from "./random-health.ts";
import { egress } from "./random-network.ts";
import { randomLayerScale } from "./random-scale.ts";
import { text, variables } from "./random-texts.ts";

export const some = <T>(fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record<T, never>(fields, { requiredKeys: [] });
export const whole = (min: number, max: number) => fc.integer({ min, max });

/** A name of a part of a service. `https` and `redirect` are no names of routes. */
export const partName = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/).filter((name) => name !== "https");
export const named = (pattern: RegExp) => fc.stringMatching(pattern).filter((name) => nameProblem(name) === undefined);
export const byName = <T>(value: fc.Arbitrary<T>) => fc.dictionary(partName, value, { maxKeys: 2, noNullPrototype: true });

export const files = fc.dictionary(fc.stringMatching(/^\/etc\/[a-z]{1,4}\/[a-z.]{0,3}[a-z]$/), text, { maxKeys: 2, noNullPrototype: true });
export const words = fc.array(text, { maxLength: 2 });
export const command = words.map((rest) => ["run", ...rest]);
export const priority = fc.constantFrom("high", "normal", "low");

/** Generates a request and a limit that is equal or higher. */
const amount = (unit: string) =>
  fc.tuple(whole(1, 4000), fc.nat(4000)).map(([request, more]) => [`${request}${unit}`, `${request + more}${unit}`]);
export const resources = some({ cpu: amount("m"), memory: amount("Mi"), storage: amount("Mi") }).map((amounts) => {
  const side = (index: 0 | 1) => Object.fromEntries(Object.entries(amounts).map(([kind, pair]) => [kind, pair[index]]));
  return { ...side(0), limits: side(1) };
});

/** The fields of a tier or an override that are valid for any service. */
export const layer: fc.Arbitrary<Fields> = some<Fields>({
  scale: randomLayerScale,
  resources,
  env: variables,
  health: timing,
  args: words,
  files,
  priority,
  egress,
});

/** The fields of defaults that are valid for any service. */
export const shared = some<Fields>({ resources, env: variables, health: timing, files, priority, graceSeconds: whole(11, 99) });
