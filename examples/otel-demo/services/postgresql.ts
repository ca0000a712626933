import { defineService, exec, secret, single } from "fairlead";

/** The image has the tables and the users. A `postgres()` need would be an instance outside the cluster. */
export default defineService("postgresql", {
  owner: "data@example.com",
  image: "ghcr.io/open-telemetry/demo",
  ports: { postgres: { port: 5432, protocol: "tcp" } },
  resources: { memory: "100Mi" },
  scale: single({ because: "PostgreSQL has no second primary" }),
  stateful: { volumes: { data: { path: "/var/lib/postgresql/data", size: "10Gi" } } },
  writable: ["/var/run/postgresql"],
  health: { readiness: exec(["pg_isready", "--username", "root", "--dbname", "otel"]) },
  needs: { root: secret() },
  env: ({ needs }) => ({
    POSTGRES_USER: "root",
    POSTGRES_PASSWORD_FILE: needs.root.path,
    POSTGRES_DB: "otel",
    // A new volume has the directory lost+found, which initdb refuses.
    PGDATA: "/var/lib/postgresql/data/pgdata",
  }),
});
