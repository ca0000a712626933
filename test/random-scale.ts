import * as fc from "fast-check";
import { externalMetric, fixed, keda, objectMetric, podMetric, scaledBy, single } from "../lib/index.ts";

const whole = (min: number, max: number) => fc.integer({ min, max });
const some = <T>(fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record<T, never>(fields, { requiredKeys: [] });
const word = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const amount = fc.oneof(
  whole(1, 99_999),
  whole(1, 9999).map((each) => `${each}m`),
);
const labels = fc.dictionary(word, word, { maxKeys: 2, noNullPrototype: true });

const metric = fc.oneof(
  fc.tuple(word, amount).map(([name, average]) => podMetric(name, { average })),
  fc.tuple(word, amount, labels).map(([name, value, each]) => externalMetric(name, { value, labels: each })),
  fc
    .tuple(word, amount, word)
    .map(([name, average, service]) => objectMetric(name, { object: { apiVersion: "v1", kind: "Service", name: service }, average })),
);
const metrics = fc.dictionary(word, metric, { maxKeys: 2, noNullPrototype: true });

const tagged = fc.oneof(
  fc.constant(single({ because: "no" })),
  whole(3, 9).map(fixed),
  whole(20, 99).map((max) => scaledBy("the operator", { max })),
  fc.tuple(whole(3, 6), word).map(([min, type]) => keda({ min, max: 12, triggers: [{ type, metadata: { desired: String(min) } }] })),
);

/** Generates the number of pods of a service, in every form. */
export const randomScale = fc.oneof(
  some({ min: whole(2, 6), max: whole(8, 19), cpuPercent: whole(1, 100), memoryPercent: whole(1, 100), metrics }),
  tagged,
);

/** Generates a number of pods for a tier or an override. It is complete, so that it may replace any form. */
export const randomLayerScale = fc.oneof(fc.record({ min: whole(3, 6), max: whole(20, 99) }), tagged);
