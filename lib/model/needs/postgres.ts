import * as z from "zod/mini";
import { asSecretFile, instanceHost, instanceName, type NeedKind, type SecretFile } from "./need.ts";

const PORT = 5432;

export interface PostgresNeed {
  readonly kind: "postgres";
  readonly version: "15" | "16" | "17" | "18";
  readonly storageGb: number;
}

export interface PostgresOptions {
  /** Major version. @default "17" */
  readonly version?: "15" | "16" | "17" | "18";
  /** Gibibytes, 10 to 65536; it can grow, never shrink. */
  readonly storageGb: number;
}

export interface BoundPostgres {
  readonly host: string;
  readonly port: number;
  /** `host:port` */
  readonly address: string;
  readonly database: string;
  readonly user: string;
  /** The file that holds the password. */
  readonly passwordFile: SecretFile;
}

/** A PostgreSQL database of the service's own, one per stack: `postgres({ storageGb: 20 })`. */
export const postgres = ({ version = "17", storageGb }: PostgresOptions): PostgresNeed => ({
  kind: "postgres",
  version,
  storageGb,
});

export const postgresKind: NeedKind<PostgresNeed, BoundPostgres> = {
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
  secrets: (_need, instance, name) => [{ name, files: { password: `${instanceName(instance)}-password` } }],
};
