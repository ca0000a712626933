import { defineService } from "fairlead";
import { api } from "./_shared/api.ts";

/** Sets every field of a StatefulSet, and lets an autoscaler set the number of pods. */
export default defineService("ledger", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/ledger",
  ports: { http: { port: 8080, protocol: "http" }, peers: { port: 7000, protocol: "tcp" } },
  front: api,
  scale: { min: 3, max: 5 },
  stateful: {
    volumes: {
      data: { path: "/data", size: "10240Mi", storageClass: "premium-rwo", accessMode: "ReadWriteOncePod" },
      wal: { path: "/var/wal", size: "1Gi" },
    },
    order: "parallel",
    retention: { whenDeleted: "Retain", whenScaled: "Delete" },
  },
  jobs: { migrate: { command: ["/app/migrate"] } },
  init: { restore: { command: ["/app/restore"], volumes: { data: "/restore", wal: { readOnly: true } } } },
  tiers: { prod: { stateful: { volumes: { data: { size: "100Gi" } } } } },
});
