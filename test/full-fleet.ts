import { bucket, exec, fixed, grpc, override, postgres, redis, secret, subscription, topic } from "../lib/index.ts";
import type { Fleet } from "../lib/model/fleet.ts";
import { fleetOf, serviceFile, stackFile } from "./fleets.ts";

/** Builds a fleet of two stacks whose services use every kind of manifest, need and probe. */
export function fullFleet(): Fleet {
  const TOOLS = `registry.example.com/tools@sha256:${"d".repeat(64)}`;
  const catalog = serviceFile("catalog", {
    ports: { grpc: { port: 3550, protocol: "grpc" }, metrics: { port: 9090, protocol: "http", servicePort: 9000 } },
    needs: { orders: topic(), db: postgres({ storageGb: 10, version: "18" }) },
    env: { DB: "postgres" },
    health: { readiness: grpc("grpc", { service: "catalog" }) },
    command: ["serve"],
  });
  const shop = serviceFile("shop", {
    ports: { "fifteen-letters": { port: 8080, protocol: "http" } },
    calls: () => ({ catalog: catalog.service.endpoint("grpc"), metrics: catalog.service.endpoint("metrics") }),
    needs: {
      carts: redis({ memoryGb: 1, snapshot: "1h" }),
      assets: bucket({ versioning: false }),
      inbox: subscription({ topic: () => ({ service: "catalog", need: "orders", spec: topic() }) }),
      login: secret({ keys: ["user", "password"] }),
    },
    env: () => ({ MODE: "full", DEBUG: false }),
    files: { "/etc/shop/app.conf": "a = b\n" },
    init: { fetch: { image: TOOLS, command: ["fetch"] }, warm: { command: ["warm"], args: ["-v"], resources: { cpu: "1500m" } } },
    jobs: { migrate: { command: ["migrate"], resources: { memory: "2048Mi" } }, seed: { command: ["seed"] } },
    public: { port: "fifteen-letters", paths: ["/", "/api"] },
    scale: { min: 2, max: 12, cpuPercent: 60, memoryPercent: 80 },
    resources: { cpu: "0.5", memory: "1024Mi", storage: "2Gi", limits: { cpu: "2000m" } },
    health: { readiness: exec(["ready"]), startupSeconds: 33 },
    priority: "high",
    graceSeconds: 60,
    partOf: "storefront",
    tiers: { prod: { scale: { max: 40 }, env: { MODE: "prod" } }, latest: { health: { periodSeconds: 5 } } },
    patch: {
      Deployment: (draft: { metadata: { annotations: Record<string, string> } }) => void (draft.metadata.annotations["note"] = "patched"),
    },
    manifests: ({ labels }: { labels: Record<string, string> }) => [
      {
        apiVersion: "v1",
        kind: "PersistentVolumeClaim",
        metadata: { name: "shop-cache", labels },
        spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
      },
    ],
  });
  const worker = serviceFile("worker", {
    ports: undefined,
    health: { readiness: exec(["ready"]), liveness: exec(["alive"]) },
    calls: () => ({ shop: shop.service.endpoint("fifteen-letters") }),
  });
  const nightly = serviceFile("nightly", {
    ports: undefined,
    schedule: { cron: "0 3 * * *", timeZone: "Europe/Zurich" },
    init: { wait: { command: ["wait"] } },
    needs: { report: bucket() },
  });
  const store = serviceFile("store", {
    ports: { redis: { port: 6379, protocol: "tcp" }, metrics: { port: 9121, protocol: "http" } },
    stateful: { volumes: { data: { path: "/data", size: "1024Mi" } }, order: "parallel" },
    scale: fixed(3),
    sidecars: { exporter: { image: TOOLS, command: ["exporter"], ports: ["metrics"] } },
  });
  const agent = serviceFile("agent", {
    ports: undefined,
    daemon: { maxNodes: 5, maxUnavailable: 1 },
    health: { readiness: exec(["ready"]), liveness: exec(["alive"]) },
  });
  return fleetOf({
    services: [catalog, shop, worker, nightly, store, agent],
    stacks: [
      stackFile("latest", { quota: { pods: 200, cpu: "100", memory: "200Gi" } }),
      stackFile("prod", { tier: "prod", overrides: [override(shop.service, { scale: { min: 5 } })] }),
    ],
  });
}
