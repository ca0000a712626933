import {
  address,
  allServices,
  bind,
  bucket,
  claim,
  configDir,
  emptyDir,
  exact,
  exec,
  externalMetric,
  fieldRef,
  grpc,
  http,
  inCluster,
  keda,
  newClaim,
  objectMetric,
  optional,
  outside,
  override,
  plain,
  podMetric,
  podMonitoring,
  postgres,
  redis,
  secret,
  servicesWhere,
  topic,
  unset,
} from "../lib/index.ts";
import { type Fields, serviceFile } from "./fleets.ts";

/** A service that the others depend on. */
export const cart = serviceFile("cart", { needs: { carts: redis({ memoryGb: 1 }), orders: topic() } });

/** The fields of a layer. */
export const layer = {
  resources: { cpu: "100m", memory: "64Mi", limits: { cpu: "1", storage: "1Gi" } },
  health: { readiness: grpc("grpc"), liveness: exec(["alive"]), startupSeconds: 60 },
  scale: { min: 4, max: 8, cpuPercent: 70, memoryPercent: 80 },
  env: { MODE: "fast", LEVEL: 3, DEBUG: false },
  args: ["-v"],
  files: { "/etc/app/app.toml": "x = 1" },
  priority: "high",
  patch: { Deployment: (): void => undefined },
  public: { port: "http", subdomain: "www", paths: ["/", exact("/api")] },
};

/** A service with a Deployment. */
export const full = {
  ...layer,
  owner: "web@example.com",
  image: "registry.example.com/app",
  ports: { http: { port: 8080, protocol: "http", servicePort: 80 }, grpc: { port: 7070, protocol: "grpc" } },
  needs: {
    cache: redis({ memoryGb: 1, snapshot: "1h" }),
    db: postgres({ storageGb: 10 }),
    images: bucket(),
    events: topic(),
    inbox: { kind: "subscription", topic: () => cart.service.need("orders"), ackSeconds: 60 },
    pepper: secret({ keys: ["user", "password"] }),
  },
  calls: () => ({ cart: cart.service.endpoint("http") }),
  command: ["run"],
  jobs: {
    migrate: { command: ["migrate"], args: ["up"], resources: { cpu: "1" }, timeoutSeconds: 60, retries: 0 },
    fill: { command: ["fill"], testData: true },
  },
  init: { wait: { image: "busybox:1", command: ["wait"], resources: { memory: "64Mi" } } },
  graceSeconds: 60,
  component: "api",
  partOf: "shop",
  imagesFrom: ["registry.example.com/old"],
  tiers: { latest: layer, prod: { scale: { min: 5 } } },
  manifests: () => [],
};

/** A service with a schedule. */
export const cron = {
  owner: "web@example.com",
  image: "registry.example.com/app",
  schedule: { cron: "0 3 * * *", timeZone: "Etc/UTC", startingDeadlineSeconds: 60, timeoutSeconds: 600, retries: 1 },
  tiers: { latest: { schedule: { cron: "0 4 * * *" } } },
};

/** The service of the fleet. */
export const app = serviceFile("app", full);

/** A service with a StatefulSet. */
export const stateful = {
  owner: "data@example.com",
  image: "registry.example.com/store",
  ports: { redis: { port: 6379, protocol: "tcp" }, metrics: { port: 9121, protocol: "http" }, stats: { port: 8125, protocol: "udp" } },
  stateful: {
    volumes: { data: { path: "/data", size: "10Gi", storageClass: "ssd", accessMode: "ReadWriteOncePod" } },
    order: "parallel",
    retention: { whenDeleted: "Delete", whenScaled: "Retain" },
  },
  scale: keda({ min: 3, max: 9, triggers: [{ type: "cron", metadata: { start: "0 8 * * *", key: plain("x", "because") } }] }),
  sidecars: {
    exporter: {
      image: `registry.example.com/exporter@sha256:${"d".repeat(64)}`,
      command: ["exporter"],
      args: ["-v"],
      ports: ["metrics"],
      env: { IP: fieldRef("status.podIP"), MODE: "fast" },
      resources: { cpu: "10m" },
      health: { readiness: http("metrics", { path: "/ready", headers: { Accept: plain("*/*", "because") } }), liveness: exec(["alive"]) },
    },
  },
  volumes: {
    cache: emptyDir({ path: "/cache", size: "1Gi" }),
    live: configDir({ path: "/live", files: { "a.conf": "x = 1" } }),
    old: claim("old", { path: "/old", accessMode: "ReadOnlyMany" }),
    new: newClaim({ path: "/new", size: "1Gi", accessMode: "ReadWriteMany" }),
  },
  writable: { "/var/run": "1Mi", "/tmp": unset },
  lifecycle: { postStart: exec(["warm"]), preStop: http("metrics", { path: "/drain" }) },
  termination: { messagePolicy: "FallbackToLogsOnError", messagePath: "/dev/last" },
  sessionAffinity: { seconds: 60 },
  allowFrom: { namespaces: { kafka: ["redis"] }, ranges: { "10.9.0.0/16": ["redis"] } },
  metrics: { port: "metrics" },
  instances: { eu: { env: { REGION: "eu" } }, us: {} },
  tiers: { latest: { stateful: { volumes: { data: { size: "1Gi" } } } } },
};

/** A service with a DaemonSet. */
export const daemon = {
  owner: "ops@example.com",
  image: "registry.example.com/agent",
  ports: { http: { port: 8080, protocol: "http" } },
  daemon: {
    maxNodes: 20,
    maxUnavailable: "25%",
    exceptions: {
      hostPaths: {
        because: "it reads logs",
        paths: { logs: { path: "/var/log", mountPath: "/host/log", readOnly: true, type: "Directory" } },
      },
      hostPorts: { because: "nodes send to it", ports: { http: 9100 } },
      hostProcesses: { because: "it counts them" },
      root: { because: "logs belong to root" },
      everyNode: { because: "each node has logs" },
    },
  },
  calls: () => ({ cart: optional(cart.service.endpoint("http")), stripe: outside("api.stripe.com", 443) }),
  egress: { internet: [443], ranges: { "10.9.0.0/16": [5432] }, namespaces: { kafka: [9092, "53/udp"] } },
  kubernetesApi: [{ resources: ["pods"], verbs: ["get"] }],
  nodes: { selector: { pool: "logs" }, tolerations: [{ key: "logs", operator: "Exists", effect: "NoSchedule" }], arch: "arm64" },
  runtimeClass: "gvisor",
  hostAliases: { "10.1.2.3": ["db.local"] },
  group: 2000,
  tiers: { latest: { daemon: { maxNodes: 3 } } },
};

/** A service with metrics for the autoscaler. */
export const scaled = {
  ...cron,
  schedule: undefined,
  tiers: {},
  ports: { http: { port: 8080, protocol: "http" } },
  scale: {
    max: 20,
    cpuPercent: false,
    metrics: {
      requests: podMetric("http_requests", { average: 100 }),
      queue: externalMetric("queue_length", { labels: { queue: "mail" }, value: "1500m" }),
      hits: objectMetric("hits", { object: { apiVersion: "v1", kind: "Service", name: "web" }, average: "10k" }),
    },
  },
  public: {
    port: "http",
    headers: { "X-A": "b" },
    timeoutSeconds: 9,
    redirectFrom: ["a.example.com"],
    share: ["cart"],
    routes: { b: { port: "http", subdomain: ["b"] } },
  },
};

/** A stack with a Gateway. */
export const fullStack = {
  tier: "latest",
  region: "us-central1",
  project: "shop-latest",
  cluster: "latest",
  namespace: "shop",
  services: allServices,
  overrides: [override(app.service, layer as Fields)],
  bindings: [bind(app.service.need("cache"), { kind: "shared", stack: "other", tier: "latest", need: cart.service.need("carts") })],
  privateRange: "10.10.0.0/16",
  domain: "shop.example.com",
  gateway: { name: "external", namespace: "gateway" },
  secretStore: "secret-manager",
  quota: { pods: 1000, cpu: "1000", memory: "1Ti" },
  channel: "main",
  testData: true,
  defaults: [{ env: { A: "b" } }, servicesWhere({ owner: "web@example.com", listens: "http", tier: "latest" }, { priority: "low" })],
  providers: { valkey: inCluster({ storage: "5Gi" }), postgres: "cloud" },
  addresses: [address(app.service.need("db"), "10.10.4.5/32")],
  imagePullSecrets: ["registry"],
  monitoring: podMonitoring(),
  apiServer: "10.0.0.2/32",
  podSecurity: "privileged",
  kubernetesVersion: "1.34",
  patch: { Namespace: (): void => undefined },
};

/** A stack with an Ingress controller. */
export const ingressStack = {
  ...fullStack,
  gateway: undefined,
  defaults: undefined,
  ingress: { class: "nginx", namespace: "ingress-nginx", tls: { issuer: "letsencrypt" } },
};
