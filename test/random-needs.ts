import * as fc from "fast-check";
import { bucket, defineNeed, none, postgres, redis, secret, topic, valkey } from "../lib/index.ts";
import type { Need } from "../lib/model/needs/registry.ts";

const whole = (min: number, max: number) => fc.integer({ min, max });
const keys = fc.uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 2 });
const highAvailability = fc.constantFrom(true, none("it fills itself again"));
const server = {
  tls: fc.boolean(),
  eviction: fc.constantFrom("noeviction", "allkeys-lru"),
  highAvailability,
  snapshot: fc.constantFrom("1h", "24h"),
} as const;
const machine = fc.tuple(fc.constantFrom(1, 2, 96), fc.constantFrom(3.75, 4.25, 6.5)).map(([cpu, each]) => ({ cpu, memoryGb: cpu * each }));

const queue = defineNeed("queue", {
  bind: ({ size }: { readonly size: number }, { host, name, files }) => ({ host, name, size, deep: { file: files.user } }),
  egress: ({ size }) => [size],
  secrets: ["user"],
});

/** Generates a need that the rules accept on any tier. */
export const randomNeed: fc.Arbitrary<Need> = fc.oneof(
  fc
    .record(
      { memoryGb: whole(1, 300), version: fc.constantFrom("6.x", "7.0"), auth: fc.boolean(), ...server },
      { requiredKeys: ["memoryGb"] },
    )
    .map((options) => redis(options)),
  fc.record({ memoryGb: whole(1, 58), ...server }, { requiredKeys: ["memoryGb"] }).map((options) => valkey(options)),
  fc
    .record(
      {
        storageGb: whole(10, 99),
        version: fc.constantFrom("15", "18"),
        verifyServer: fc.boolean(),
        machine,
        replicas: fc.nat(10),
        flags: fc.constant({ max_connections: 200, "cloudsql.iam_authentication": true }),
        highAvailability,
      },
      { requiredKeys: ["storageGb"] },
    )
    .map(({ machine: parts, ...options }) => postgres({ ...options, ...parts })),
  fc.boolean().map((verifyServer) => postgres({ instance: "shared", verifyServer })),
  fc.boolean().map((versioning) => bucket({ versioning })),
  fc.constant(topic()),
  whole(1, 65_535).map((size) => queue({ size })),
  keys.map(([first = "a", ...more]) => secret({ keys: [first, ...more] })),
);
