import { exec, tcp } from "../fields/probes.ts";
import type { PostgresNeed } from "./postgres.ts";
import { ownersOf, PORT } from "./postgres.ts";
import { DATA, type NeedServer } from "./server.ts";

/** Flags that only Cloud SQL knows. */
const CLOUD_FLAG = /^cloudsql\./;

/** Runs PostgreSQL by the entrypoint of its official image. It makes the user and the database at the first start. */
export const postgresServer: NeedServer<PostgresNeed> = {
  // Source: docker-library/repo-info, the image indexes of 2026-09-19.
  images: {
    "15": "docker.io/library/postgres:15@sha256:dfbbb0ad8cab91d41e99123664e37a9b25d0413426d4fb3154e4d668e5d35246",
    "16": "docker.io/library/postgres:16@sha256:a3b7f434b2dc57ce85a67e171163eb8ab1a1ebcb39d27484661f26b1dfbe30d6",
    "17": "docker.io/library/postgres:17@sha256:f4c66b820c6f974249089d3d16d86a3698eae11e8746eb6644b2271031e91232",
    "18": "docker.io/library/postgres:18@sha256:86c951e05bf56c93d95d397747fb8820ac76cc3bedb78f43abd83eedbe3666ae",
  },
  port: PORT,
  memory: "512Mi",
  versionOf: ({ version }) => version,
  refusal: ({ verifyServer = false }) => (verifyServer ? "sets verifyServer, but a server in the cluster has no certificate" : undefined),
  spec: (need, { instance, mount, storage }) => {
    const { database, user } = ownersOf(need, instance);
    const flags = Object.entries(need.flags ?? {}).filter(([name]) => !CLOUD_FLAG.test(name));
    return {
      args: flags.flatMap(([name, value]) => ["-c", `${name}=${value}`]),
      env: {
        // The entrypoint of version 18 refuses the directory of older versions, so all have the same one.
        PGDATA: `${DATA}/pgdata`,
        POSTGRES_DB: database,
        POSTGRES_PASSWORD_FILE: `${mount}/password`,
        POSTGRES_USER: user,
      },
      writable: { "/var/run/postgresql": "16Mi", ...(storage === undefined ? { [DATA]: "1Gi" } : {}) },
      // During its first start, the server accepts no connection over TCP.
      health: { readiness: exec(["pg_isready", "-h", "127.0.0.1", "-U", user, "-d", database]), liveness: tcp("postgres") },
    };
  },
};
