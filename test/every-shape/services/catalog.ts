import { defineService, http, none, redis, tcp } from "fairlead";

/** Sets every optional field that the other services leave out, to a value other than its default. */
export default defineService("catalog", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/catalog",
  ports: {
    http: { port: 8080, protocol: "http", servicePort: 8000 },
    raw: { port: 9100, protocol: "tcp" },
    api: { port: 9200, protocol: "grpc" },
    stats: { port: 9100, protocol: "udp" },
  },
  allowFrom: { namespaces: { ops: ["http"] }, ranges: { "10.8.0.0/16": ["raw", "stats"] } },
  sessionAffinity: { seconds: 600 },
  resources: { cpu: "250m", memory: "512Mi", storage: "1Gi", limits: { cpu: "1500m", memory: "1Gi", storage: "1Gi" } },
  health: {
    readiness: http("http", { headers: { "X-Probe": "yes" } }),
    liveness: tcp("raw"),
    startupSeconds: 90,
    periodSeconds: 5,
    timeoutSeconds: 3,
    failureThreshold: 4,
  },
  needs: {
    hot: redis({
      memoryGb: 2,
      version: "7.0",
      auth: true,
      tls: true,
      eviction: "allkeys-lru",
      highAvailability: none("the cache fills itself again"),
      snapshot: "6h",
    }),
  },
  env: ({ needs }) => ({
    RATIO: 0.5,
    BIG: 10_000_000,
    ON: true,
    EMPTY: "",
    OCTAL: "0o17",
    CLOCK: "12:30:45",
    UNICODE: "\u2028 \u{1F600}",
    HOT_URL: needs.hot.url,
    HOT_CA_FILE: needs.hot.caFile,
    HOT_PASSWORD_FILE: needs.hot.passwordFile,
  }),
  command: ["/app/catalog"],
  args: ["--verbose", "yes", "1.0", ""],
  graceSeconds: 90,
  component: "backend",
  partOf: "shop",
  imagesFrom: ["registry.example.com/old/catalog"],
  priority: "high",
  jobs: {
    index: {
      command: ["/app/index"],
      args: ["--full"],
      resources: { cpu: "500m", memory: "256Mi", limits: { cpu: "500m" } },
      timeoutSeconds: 1200,
      retries: 3,
    },
  },
  init: {
    fetch: {
      image: "ghcr.io/acme/fetch:1.0@sha256:963cc063b70fd54dc9ea6b4eac7885095f3a14dba3c2f95fa4bfe4de63601362",
      command: ["/fetch"],
      resources: { cpu: "10m", memory: "16Mi" },
    },
  },
  public: {
    port: "http",
    host: ["catalog.example.org", "www.catalog.example.org"],
    headers: { "X-Version": "2" },
    timeoutSeconds: 20,
    redirectFrom: ["old.catalog.example.org"],
    routes: {
      api: { port: "api", host: "api.catalog.example.org", services: ["shop.v1.Catalog"] },
      all: { port: "api", subdomain: "grpc" },
    },
  },
  tiers: {
    latest: { args: ["--debug"], files: { "/etc/catalog/log.toml": "level = 'debug'\n" }, priority: "low" },
    prod: { resources: { memory: "1Gi" }, public: { host: "catalog.example.com", paths: ["/catalog"] } },
  },
  patch: {
    ServiceAccount: (account) => void (account.metadata = { ...account.metadata, annotations: { note: "no" } }),
    Deployment: (deployment) => {
      const spec = deployment.spec?.template.spec;
      if (spec === undefined) return;
      spec.tolerations = [{ key: "spot", operator: "Exists", effect: "NoSchedule", tolerationSeconds: 0 }];
      // People write these forms, but the API server stores others.
      for (const { resources } of spec.containers)
        if (resources?.limits !== undefined) resources.limits = { ...resources.limits, cpu: "1500.0m", "example.com/gpu": 1 };
      spec.dnsConfig = { options: [{ name: "ndots", value: "2" }] };
    },
  },
  // Kinds that the provider has types for, and one that it does not know.
  manifests: ({ labels, selector }) => [
    {
      apiVersion: "apps/v1",
      kind: "StatefulSet",
      metadata: { name: "catalog-index", labels },
      spec: {
        serviceName: "catalog-index",
        replicas: 3,
        selector: { matchLabels: selector },
        template: {
          metadata: { labels: selector },
          spec: {
            securityContext: { fsGroup: 10001, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
            affinity: {
              podAntiAffinity: {
                requiredDuringSchedulingIgnoredDuringExecution: [
                  { labelSelector: { matchLabels: selector }, topologyKey: "kubernetes.io/hostname" },
                ],
              },
            },
            containers: [
              {
                name: "index",
                image: `ghcr.io/acme/index:1.0@sha256:${"1".repeat(64)}`,
                imagePullPolicy: "Always",
                ports: [{ name: "index", containerPort: 9300 }],
                readinessProbe: { httpGet: { path: "/ready", port: "index" } },
                resources: {
                  requests: { cpu: "100m", memory: "64Mi", "ephemeral-storage": "1Gi" },
                  limits: { cpu: "1", memory: "64Mi", "ephemeral-storage": "1Gi" },
                },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  capabilities: { drop: ["ALL"] },
                  readOnlyRootFilesystem: true,
                  runAsGroup: 10001,
                  runAsUser: 10001,
                },
                volumeMounts: [{ name: "data", mountPath: "/data" }],
              },
            ],
          },
        },
        volumeClaimTemplates: [
          { metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } } },
        ],
      },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "catalog-index", labels },
      spec: { clusterIP: "None", selector, ports: [{ name: "index", port: 9300, targetPort: "index" }] },
    },
    {
      apiVersion: "rbac.authorization.k8s.io/v1",
      kind: "Role",
      metadata: { name: "catalog", labels },
      rules: [{ apiGroups: [""], resources: ["configmaps"], verbs: ["get", "watch"] }],
    },
    {
      apiVersion: "example.com/v1alpha1",
      kind: "Cache",
      metadata: { name: "catalog", labels },
      spec: { size: 1.5, cpu: "1000m", empty: {}, none: [], nested: [[], {}, ["x"]], on: true, date: "2001-01-01", no: "no" },
    },
  ],
});
