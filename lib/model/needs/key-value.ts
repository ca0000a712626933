import * as z from "zod/mini";
import { literalOr } from "../fields/schema-parts.ts";
import { asSecretFile, type Instance, instanceHost, type SecretFile, type SecretSource, serverSecret } from "./need.ts";
import type { Report } from "../../base/problem.ts";
import type { Tier } from "../tier.ts";
import { checkHighAvailability, type HighAvailability, highAvailabilitySchema } from "./server-options.ts";
import { checkProtection, hasReason, type StatefulOptions, statefulFields, type Without, withoutSchema } from "./stateful-options.ts";

const POLICIES = [
  "noeviction",
  "allkeys-lru",
  "allkeys-lfu",
  "allkeys-random",
  "volatile-lru",
  "volatile-lfu",
  "volatile-random",
  "volatile-ttl",
] as const;

const INTERVALS = ["1h", "6h", "12h", "24h"] as const;

/** The interval between two snapshots. */
export type SnapshotInterval = (typeof INTERVALS)[number];

/** The options that Redis and Valkey share. */
export interface KeyValueOptions<T extends boolean> extends StatefulOptions {
  /** True if the server encrypts connections. The service then gets `caFile`. @default false */
  readonly tls?: T;
  /** The keys that the server drops if its memory is full. @default "volatile-lru", as Memorystore */
  readonly eviction?: (typeof POLICIES)[number];
  /** A second machine takes over if the first one fails. @default true on prod, false elsewhere */
  readonly highAvailability?: HighAvailability;
  /** The interval between two snapshots on disk, or `none("because ...")`. @default "24h" on prod, no snapshots elsewhere */
  readonly snapshot?: SnapshotInterval | Without;
}

/** The values that a service gets for a Redis or a Valkey. */
export type BoundKeyValue<A extends boolean, T extends boolean> = {
  /** The host: a private DNS name, or a Service of the cluster. */
  readonly host: string;
  readonly port: number;
  /** `host:port` */
  readonly address: string;
  /** `redis://host:port`, or `rediss://host:port` with `tls`. It has no password. */
  readonly url: string;
  /** True if the server encrypts connections. */
  readonly tls: T;
} & (A extends true ? { readonly passwordFile: SecretFile } : unknown) &
  (T extends true ? { readonly caFile: SecretFile } : unknown);

/** The schema of the shared options. */
export const keyValueFields = {
  tls: z.optional(z.boolean()),
  eviction: z.optional(z.enum(POLICIES)),
  highAvailability: z.optional(highAvailabilitySchema),
  snapshot: z.optional(literalOr(z.enum(INTERVALS), { none: withoutSchema }, 'must be "1h", "6h", "12h", "24h" or none("because ...")')),
  ...statefulFields,
};

/** Returns the interval of the snapshots of a server, or undefined if it has none. */
export function snapshotOf({ snapshot }: Pick<KeyValueOptions<boolean>, "snapshot">, tier: Tier): SnapshotInterval | undefined {
  if (snapshot === undefined) return tier === "prod" ? "24h" : undefined;
  return typeof snapshot === "object" ? undefined : snapshot;
}

/** Reports a server that goes without the care of its tier, and without a reason. */
export function checkKeyValue(need: KeyValueOptions<boolean>, tier: Tier, report: Report, standby: readonly Tier[]): void {
  checkHighAvailability(need.highAvailability, tier, report, standby);
  if (tier === "prod" && typeof need.snapshot === "object" && !hasReason(need.snapshot))
    report("snapshot", "needs a reason on prod", 'write it: snapshot: none("the cache fills itself again")');
  checkProtection(need, tier, report);
}

interface Mode {
  readonly auth?: boolean;
  readonly tls?: boolean;
}

/** Lists the files of a server: its password and its certificate authority, as the options say. */
const filesOf = ({ auth = false, tls = false }: Mode): readonly ("password" | "ca")[] => [
  ...(auth ? (["password"] as const) : []),
  ...(tls ? (["ca"] as const) : []),
];

/** Returns the values that a service gets for a server on a port. */
export function bindKeyValue(need: Mode, port: number, instance: Instance, mount: string): BoundKeyValue<boolean, boolean> {
  const { tls = false } = need;
  const address = `${instanceHost(instance)}:${port}`;
  const url = `${tls ? "rediss" : "redis"}://${address}`;
  const files = Object.fromEntries(filesOf(need).map((file) => [`${file}File`, asSecretFile(`${mount}/${file}`)]));
  return { host: instanceHost(instance), port, address, url, tls, ...files };
}

/** Lists the secrets of a server. */
export function keyValueSecrets(need: Mode, instance: Instance, name: string): readonly SecretSource[] {
  const files = filesOf(need).map((file) => [file, serverSecret(instance, file)] as const);
  return files.length === 0 ? [] : [{ name, files: Object.fromEntries(files) }];
}
