import { bucket, defineService, fieldRef, plain, resourceFieldRef, unset, grpc, http, postgres, redis, secret, tcp, topic } from "fairlead";
import billing from "./billing.ts";
import envoy from "./envoy.ts";
export default defineService("orders", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/orders",
  ports: { http: { port: 8080, protocol: "http" }, grpc: { port: 9000, protocol: "grpc" } },
  resources: { cpu: "1000m", memory: "1024Mi" },
  health: { readiness: http("http", { path: "/ready" }), liveness: grpc("grpc", { service: "live" }) },
  needs: {
    db: postgres({ storageGb: 20, version: "16" }),
    cache: redis({ memoryGb: 1 }),
    files: bucket({ versioning: false }),
    events: topic(),
    stripe: secret(),
    legacy: secret({ asEnv: "because the library reads only variables" }),
    tls: secret({ keys: ["tls.crt", "tls.key"] }),
  },
  calls: () => ({ billing: billing.endpoint("http") }),
  env: ({ needs, calls, stack, image }) => ({
    VERSION: image.tag,
    REGION: stack.region,
    POD_IP: fieldRef("status.podIP"),
    MEMORY_MIB: resourceFieldRef("limits.memory", { divisor: "1Mi" }),
    ADVERTISE: "http://$(POD_IP):8080/$$(path)",
    LEGACY_TOKEN: needs.legacy.value,
    LEGACY_URL: "https://$(LEGACY_TOKEN)@legacy.example.com",
    PUBLIC_TOKEN: plain("pk_live_shop", "because browsers see it anyway"),
    "spring.profiles-active": stack.tier,
    PROFILER: true,
    DB: needs.db.address,
    DB_PASSWORD_FILE: needs.db.passwordFile,
    CACHE: needs.cache.address,
    BUCKET: needs.files.name,
    TOPIC: needs.events.id,
    STRIPE_KEY: needs.stripe.path,
    TLS_KEY: needs.tls.paths["tls.key"],
    BILLING: calls.billing.address,
    WEIRD: "no",
    D: "2001-01-01",
    E: "1e3",
    M: "a\nb",
  }),
  scale: { min: 3, max: 20, cpuPercent: 60, memoryPercent: 80 },
  jobs: { migrate: { command: ["/app/migrate"], timeoutSeconds: 300 } },
  init: { warm: { command: ["/app/warm"], args: ["--x"] }, wait: { image: envoy, command: ["wait"] } },
  sidecars: {
    proxy: {
      image: envoy,
      args: ["--config-path", "/etc/orders/config.yaml"],
      ports: ["http"],
      env: ({ ports }) => ({ LISTEN: ports.http }),
      resources: { cpu: "50m", memory: "64Mi" },
      health: { readiness: http("http", { path: "/proxy" }), liveness: tcp("http"), startupSeconds: 30 },
    },
    log: { command: ["/app/log"] },
  },
  files: { "/etc/orders/config.yaml": "a: 1\nb: [yes, no]\n", "/etc/orders/x.json": "{}" },
  public: { port: "http", subdomain: "o", paths: ["/orders", "/v2/orders"] },
  tiers: {
    latest: { patch: { HTTPRoute: () => null } },
    prod: {
      scale: { min: 4 },
      env: { LEVEL: "warn", PROFILER: unset },
      sidecars: { proxy: { env: { LEVEL: "warn", SELF: fieldRef("metadata.name") } } },
    },
  },
  patch: {
    Deployment: (d) => {
      if (d.spec) d.spec.minReadySeconds = 20;
    },
    Application: (application) => void (application.spec.syncPolicy = { ...application.spec.syncPolicy, retry: { limit: 5 } }),
  },
  manifests: ({ namespace, labels }) => [
    {
      apiVersion: "v1",
      kind: "PersistentVolumeClaim",
      metadata: { name: "data", namespace, labels },
      spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } },
    },
  ],
});
