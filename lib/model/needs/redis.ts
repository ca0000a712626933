import * as z from "zod/mini";
import { instanceHost, type NeedKind, none } from "./need.ts";

/** Memorystore's port for Redis without in-transit encryption. */
const PORT = 6379;

export interface RedisNeed {
  readonly kind: "redis";
  readonly memoryGb: number;
  readonly snapshot?: "1h" | "6h" | "12h" | "24h";
}

export interface RedisOptions {
  /** Gibibytes, 1 to 300. */
  readonly memoryGb: number;
  /** How often the data is saved to disk. @default never: what is lost with the instance is lost */
  readonly snapshot?: "1h" | "6h" | "12h" | "24h";
}

export interface BoundRedis {
  readonly host: string;
  readonly port: number;
  /** `host:port` */
  readonly address: string;
}

/** A Redis of the service's own, one per stack: `redis({ memoryGb: 1, snapshot: "1h" })`. */
export const redis = (options: RedisOptions): RedisNeed => ({ kind: "redis", ...options });

export const redisKind: NeedKind<RedisNeed, BoundRedis> = {
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
  secrets: none,
};
