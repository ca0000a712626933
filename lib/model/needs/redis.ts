import * as z from "zod/mini";
import { bindKeyValue, type BoundKeyValue, checkKeyValue, keyValueFields, type KeyValueOptions, keyValueSecrets } from "./key-value.ts";
import { type Gives, modeProblem, type NeedKind } from "./need.ts";

const VERSIONS = ["6.x", "7.0", "7.2"] as const;

export interface RedisOptions<A extends boolean = boolean, T extends boolean = boolean> extends KeyValueOptions<T> {
  /** Memory in gibibytes, 1 to 300. Source: Memorystore for Redis. */
  readonly memoryGb: number;
  /** The version of Redis. @default "7.2" */
  readonly version?: (typeof VERSIONS)[number];
  /** True if clients give a password. The service then gets `passwordFile`. @default false */
  readonly auth?: A;
}

/** A Redis that a service needs. */
export interface RedisNeed<A extends boolean = boolean, T extends boolean = boolean> extends RedisOptions<A, T>, Gives<BoundRedis<A, T>> {
  readonly kind: "redis";
}

/** The values that a service gets for a Redis: `passwordFile` only with `auth`, `caFile` only with `tls`. */
export type BoundRedis<A extends boolean = boolean, T extends boolean = boolean> = BoundKeyValue<A, T>;

/** Declares a Redis that belongs to the service, one for each stack: `redis({ memoryGb: 1, snapshot: "1h" })`. */
export const redis = <const A extends boolean = false, const T extends boolean = false>(
  options: RedisOptions<A, T>,
): RedisNeed<NoInfer<A>, NoInfer<T>> => ({
  kind: "redis",
  ...options,
});

/** Returns Memorystore's port: another one with in-transit encryption. */
const portOf = ({ tls = false }: RedisNeed): number => (tls ? 6378 : 6379);

export const redisKind: NeedKind<RedisNeed> = {
  summary: "A Redis (Memorystore).",
  example: 'redis({ memoryGb: 1, snapshot: "1h" })',
  gives: ["host", "port", "address", "url", "tls"],
  givesWith: { auth: ["passwordFile"], tls: ["caFile"] },
  instanceForm: "<need>.<service>.<stack>.internal:6379",
  schema: z.strictObject({
    kind: z.literal("redis"),
    memoryGb: z.int().check(z.gte(1), z.lte(300)),
    version: z.optional(z.enum(VERSIONS)),
    auth: z.optional(z.boolean()),
    ...keyValueFields,
  }),
  nameOf: () => "redis",
  bind: (need, instance, mount) => bindKeyValue(need, portOf(need), instance, mount),
  egress: (need) => [portOf(need)],
  addressing: () => ({ kind: "block" }),
  identity: () => false,
  shareable: () => true,
  secrets: keyValueSecrets,
  differs: (need, other) => modeProblem(need, other, ["auth", "tls"]),
  // Memorystore empties a single Redis at each maintenance.
  check: (need, { tier, report }) => checkKeyValue(need, tier, report, ["staging", "prod"]),
};
