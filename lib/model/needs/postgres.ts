import * as z from "zod/mini";
import { asSecretFile, type Gives, instanceHost, instanceName, type NeedKind, type SecretFile } from "./need.ts";

const PORT = 5432;

/** A PostgreSQL database that a service needs. */
export interface PostgresNeed extends Gives<BoundPostgres> {
  readonly kind: "postgres";
  readonly version: "15" | "16" | "17" | "18";
  readonly storageGb: number;
}

export interface PostgresOptions {
  /** The major version. @default "17" */
  readonly version?: "15" | "16" | "17" | "18";
  /** Storage in gibibytes, 10 to 65536. It can grow but not shrink. Source: Cloud SQL for PostgreSQL. */
  readonly storageGb: number;
}

/** The values that a service gets for a database. */
export interface BoundPostgres {
  /** The private DNS name: `<need>.<service>.<stack>.internal`. */
  readonly host: string;
  /** Always 5432. */
  readonly port: number;
  /** `host:port` */
  readonly address: string;
  /** The database's name: the name of the need. */
  readonly database: string;
  /** The user's name: the name of the service. */
  readonly user: string;
  /** The file that holds the password. */
  readonly passwordFile: SecretFile;
}

/** Declares a PostgreSQL database that belongs to the service, one for each stack: `postgres({ storageGb: 20 })`. */
export const postgres = ({ version = "17", storageGb }: PostgresOptions): PostgresNeed => ({
  kind: "postgres",
  version,
  storageGb,
});

export const postgresKind: NeedKind<PostgresNeed> = {
  summary: "A PostgreSQL database (Cloud SQL).",
  example: "postgres({ storageGb: 20 })",
  gives: ["host", "port", "address", "database", "user", "passwordFile"],
  instanceForm: "<need>.<service>.<stack>.internal:5432",
  schema: z.strictObject({
    kind: z.literal("postgres"),
    version: z.enum(["15", "16", "17", "18"]),
    storageGb: z.int().check(z.gte(10), z.lte(65_536)),
  }),
  bind: (_need, instance, mount) => {
    const host = instanceHost(instance);
    return {
      host,
      port: PORT,
      address: `${host}:${PORT}`,
      database: instance.need,
      user: instance.service,
      passwordFile: asSecretFile(`${mount}/password`),
    };
  },
  egress: () => [PORT],
  identity: false,
  shareable: true,
  secrets: (_need, instance, name) => [{ name, files: { password: `${instanceName(instance)}-password` } }],
};
