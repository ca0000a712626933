import * as z from "zod/mini";
import { type Gives, instanceHost, type NeedKind, none } from "./need.ts";

/** Memorystore's port for Redis without in-transit encryption. */
const PORT = 6379;

/** A Redis that a service needs. */
export interface RedisNeed extends Gives<BoundRedis> {
  readonly kind: "redis";
  readonly memoryGb: number;
  readonly snapshot?: "1h" | "6h" | "12h" | "24h";
}

export interface RedisOptions {
  /** Memory in gibibytes, 1 to 300. Source: Memorystore for Redis. */
  readonly memoryGb: number;
  /** The interval between two snapshots on disk. @default no snapshots: data that the instance loses is lost */
  readonly snapshot?: "1h" | "6h" | "12h" | "24h";
}

/** The values that a service gets for a Redis. */
export interface BoundRedis {
  /** The private DNS name: `<need>.<service>.<stack>.internal`. */
  readonly host: string;
  /** Always 6379. */
  readonly port: number;
  /** `host:port` */
  readonly address: string;
}

/** Declares a Redis that belongs to the service, one for each stack: `redis({ memoryGb: 1, snapshot: "1h" })`. */
export const redis = (options: RedisOptions): RedisNeed => ({ kind: "redis", ...options });

export const redisKind: NeedKind<RedisNeed> = {
  summary: "A Redis (Memorystore).",
  example: 'redis({ memoryGb: 1, snapshot: "1h" })',
  gives: ["host", "port", "address"],
  instanceForm: "<need>.<service>.<stack>.internal:6379",
  schema: z.strictObject({
    kind: z.literal("redis"),
    memoryGb: z.int().check(z.gte(1), z.lte(300)),
    snapshot: z.optional(z.enum(["1h", "6h", "12h", "24h"])),
  }),
  bind: (_need, instance) => {
    const host = instanceHost(instance);
    return { host, port: PORT, address: `${host}:${PORT}` };
  },
  egress: () => [PORT],
  identity: false,
  shareable: true,
  secrets: none,
};
