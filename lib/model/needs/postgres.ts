import * as z from "zod/mini";
import {
  asSecretFile,
  type Gives,
  type Instance,
  instanceHost,
  instanceName,
  modeProblem,
  type NeedKind,
  type SecretFile,
  serverSecret,
} from "./need.ts";
import { checkPostgres } from "./postgres-rules.ts";
import { checkHighAvailability, type HighAvailability, highAvailabilitySchema } from "./server-options.ts";
import { checkProtection, type StatefulOptions, statefulFields } from "./stateful-options.ts";

export const PORT = 5432;

const VERSIONS = ["15", "16", "17", "18"] as const;
type Version = (typeof VERSIONS)[number];

/** The numbers of copies that only read. Source: Cloud SQL. */
type Replicas = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

interface DatabaseOptions<V extends boolean> extends StatefulOptions {
  /** The major version. @default "17" */
  readonly version?: Version;
  /** True if the service verifies the server's certificate. It then gets `caFile`, and `sslMode` is "verify-ca". @default false */
  readonly verifyServer?: V;
}

/** A database that has an instance alone. */
export interface OwnDatabaseOptions<V extends boolean, R extends number> extends DatabaseOptions<V> {
  readonly instance?: "own";
  /** Storage in gibibytes, 10 to 65536. It can grow but not shrink. Source: Cloud SQL for PostgreSQL. */
  readonly storageGb: number;
  /** Virtual CPUs: 1, or an even number from 2 to 96. Give `memoryGb`, too. @default 1 */
  readonly cpu?: number;
  /** Memory in gibibytes: 3.75 to 624 in steps of 0.25, and 0.9 to 6.5 for each CPU. @default 3.75 */
  readonly memoryGb?: number;
  /** Flags of the server by name: `{ max_connections: 200 }`. @default none */
  readonly flags?: Readonly<Record<string, string | number | boolean>>;
  /** Copies that only read, 0 to 10. The service then gets `replicaHost`. @default 0 */
  readonly replicas?: R;
  /** A second machine takes over if the first one fails. @default true on prod, false elsewhere */
  readonly highAvailability?: HighAvailability;
  /** The number of the instance, from 1. Cloud SQL refuses the name of a deleted instance for a week, so a new one adds 1. @default 1 */
  readonly generation?: number;
}

/** A database on an instance that the stack's services share, one for each version. */
export interface SharedDatabaseOptions<V extends boolean> extends DatabaseOptions<V> {
  readonly instance: "shared";
}

export type PostgresOptions<V extends boolean = boolean, R extends number = number> = OwnDatabaseOptions<V, R> | SharedDatabaseOptions<V>;

/** A PostgreSQL database that a service needs. */
export interface PostgresNeed<V extends boolean = boolean, R extends number = number>
  extends DatabaseOptions<V>, Partial<Omit<OwnDatabaseOptions<V, R>, "instance">>, Gives<BoundPostgres<V, R>> {
  readonly kind: "postgres";
  readonly version: Version;
  readonly instance?: "own" | "shared";
}

/** The values that a service gets for a database: `caFile` only with `verifyServer`, a replica's host only with `replicas`. */
export type BoundPostgres<V extends boolean = boolean, R extends number = number> = {
  /** The host: a private DNS name, or a Service of the cluster. */
  readonly host: string;
  /** Always 5432. */
  readonly port: number;
  /** `host:port` */
  readonly address: string;
  /** The database's name: the name of the need; `<service>_<need>` on a shared instance. */
  readonly database: string;
  /** The user's name: the name of the service; `<service>_<need>` on a shared instance. */
  readonly user: string;
  /** The file that holds the password. */
  readonly passwordFile: SecretFile;
  /** The encryption that the server asks for, as libpq spells it. */
  readonly sslMode: "disable" | "require" | "verify-ca";
  /** `postgresql://user@host:port/database?sslmode=...`. It has no password. */
  readonly url: string;
} & (V extends true ? { readonly caFile: SecretFile } : unknown) &
  (R extends Replicas ? { readonly replicaHost: string; readonly replicaAddress: string } : unknown);

/** Declares a PostgreSQL database that belongs to the service, one for each stack: `postgres({ storageGb: 20 })`. */
export const postgres = <const V extends boolean = false, const R extends number = 0>(
  options: PostgresOptions<V, R>,
): PostgresNeed<NoInfer<V>, NoInfer<R>> => ({ kind: "postgres", ...options, version: options.version ?? "17" });

/** Returns the first part of the name of the instance that a stack's services share. */
export const sharedName = ({ version }: PostgresNeed): string => `postgres-${version}`;

/** Returns the database's name and user. Only a shared instance has the databases of several services. */
export const ownersOf = (
  { instance: mode }: PostgresNeed,
  { service, need }: Instance,
): { readonly database: string; readonly user: string } => {
  const both = `${service}_${need}`.replaceAll("-", "_");
  return mode === "shared" ? { database: both, user: both } : { database: need, user: service };
};

/** Lists the ends of the names of the replicas: `-replica-1`. */
export const replicaSuffixes = ({ replicas = 0 }: PostgresNeed): readonly string[] =>
  Array.from({ length: replicas }, (_, index) => `-replica-${index + 1}`);

/** Returns the instance behind the name of the replicas. */
export const replicasOf = (instance: Instance): Instance => ({ ...instance, need: `${instance.need}-replicas` });

/** Returns the host of the instance that a stack's services share. */
export const sharedHost = (need: PostgresNeed, dnsZone: string): string => `${sharedName(need)}.${dnsZone}`;

function bind(need: PostgresNeed, instance: Instance, mount: string): BoundPostgres {
  const { verifyServer = false, replicas = 0 } = need;
  const { inCluster = false } = instance;
  const host = need.instance === "shared" && !inCluster ? sharedHost(need, instance.dnsZone) : instanceHost(instance);
  const address = `${host}:${PORT}`;
  const { database, user } = ownersOf(need, instance);
  const sslMode = verifyServer ? "verify-ca" : inCluster ? "disable" : "require";
  const caFile = asSecretFile(`${mount}/ca`);
  const query = `sslmode=${sslMode}${verifyServer ? `&sslrootcert=${caFile}` : ""}`;
  // One server has no replicas, so it serves their clients, too.
  const replicaHost = inCluster ? host : instanceHost(replicasOf(instance));
  return {
    host,
    port: PORT,
    address,
    database,
    user,
    passwordFile: asSecretFile(`${mount}/password`),
    sslMode,
    url: `postgresql://${user}@${address}/${database}?${query}`,
    ...(verifyServer ? { caFile } : {}),
    ...(replicas === 0 ? {} : { replicaHost, replicaAddress: `${replicaHost}:${PORT}` }),
  };
}

export const postgresKind: NeedKind<PostgresNeed> = {
  summary: "A PostgreSQL database (Cloud SQL).",
  example: "postgres({ storageGb: 20 })",
  gives: ["host", "port", "address", "database", "user", "passwordFile", "sslMode", "url"],
  givesWith: { verifyServer: ["caFile"], replicas: ["replicaHost", "replicaAddress"] },
  instanceForm: "<need>.<service>.<stack>.internal:5432",
  schema: z.strictObject({
    kind: z.literal("postgres"),
    version: z.enum(VERSIONS),
    verifyServer: z.optional(z.boolean()),
    instance: z.optional(z.enum(["own", "shared"])),
    storageGb: z.optional(z.int().check(z.gte(10), z.lte(65_536))),
    cpu: z.optional(z.int().check(z.gte(1), z.lte(96))),
    memoryGb: z.optional(z.number().check(z.gte(3.75), z.lte(624))),
    flags: z.optional(z.record(z.string(), z.union([z.string(), z.number(), z.boolean()], "must be a string, a number or a boolean"))),
    replicas: z.optional(z.int().check(z.gte(0), z.lte(10))),
    highAvailability: z.optional(highAvailabilitySchema),
    generation: z.optional(z.int().check(z.gte(1), z.lte(999))),
    ...statefulFields,
  }),
  nameOf: () => "postgres",
  validate: checkPostgres,
  bind,
  egress: () => [PORT],
  addressing: (need) => ({
    kind: "endpoints",
    isPeered: true,
    ...(need.instance === "shared" ? { servers: [""], shared: sharedName(need) } : { servers: ["", ...replicaSuffixes(need)] }),
  }),
  identity: () => false,
  shareable: () => true,
  secrets: (need, instance, name) => {
    const ca = need.instance === "shared" ? `${instance.stack}-${sharedName(need)}-ca` : serverSecret(instance, "ca");
    return [{ name, files: { password: `${instanceName(instance)}-password`, ...(need.verifyServer === true ? { ca } : {}) } }];
  },
  differs: (need, other) => modeProblem(need, other, ["verifyServer", "instance", "replicas"]),
  check: (need, { tier, report }) => {
    checkHighAvailability(need.highAvailability, tier, report);
    checkProtection(need, tier, report);
  },
};
