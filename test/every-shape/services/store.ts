import { claim, configDir, defineService, emptyDir, exec, http, newClaim, single, unset } from "fairlead";

/** Sets each field that shapes pods. */
export default defineService("store", {
  owner: "shop@example.com",
  image: "ghcr.io/acme/store",
  ports: { stats: { port: 8080, protocol: "http" } },
  scale: single({ because: "the claim is for one pod" }),
  user: 12000,
  group: 12001,
  writable: { "/data": "512Mi", "/var/lib/my-app": "1024Ki", "/tmp": "100Mi" },
  volumes: {
    store: newClaim({ path: "/store", size: "10Gi", storageClass: "premium-rwo" }),
    media: claim("media", { path: "/media", accessMode: "ReadOnlyMany" }),
    uploads: claim("uploads", { path: "/uploads" }),
    shm: emptyDir({ path: "/dev/shm", size: "64Mi", medium: "memory" }),
    work: emptyDir({ path: "/work", size: "100Mi" }),
    live: configDir({ path: "/etc/live", files: { "app.yaml": "level: info\n", "b.json": "{}" } }),
  },
  podLabels: { team: "shop", "example.com/cost-center": "42" },
  podAnnotations: { "cluster-autoscaler.kubernetes.io/safe-to-evict": "false", "example.com/note": "ä: {}" },
  nodes: {
    selector: { "cloud.google.com/gke-nodepool": "gpu" },
    tolerations: [
      { key: "spot", operator: "Exists", effect: "NoExecute", tolerationSeconds: 0 },
      { key: "team", value: "shop" },
    ],
    arch: "arm64",
  },
  resources: { extended: { "nvidia.com/gpu": 1 } },
  runtimeClass: "gvisor",
  hostAliases: { "10.1.2.3": ["db.local", "db"], "fd00::1": ["db6.local"] },
  lifecycle: { postStart: exec(["/app/warm"]) },
  termination: { messagePolicy: "FallbackToLogsOnError", messagePath: "/dev/last-words", preStopSeconds: 20 },
  shareProcessNamespace: true,
  init: { fill: { command: ["/app/fill"], volumes: { work: { path: "/target", subPath: "a/b" }, media: unset, live: "/etc/fill" } } },
  jobs: { load: { command: ["/app/load"] } },
  tiers: {
    latest: { lifecycle: { postStart: http("stats", { path: "/warm" }) }, termination: { messagePolicy: "File" } },
    prod: { writable: ["/data", "/data/cache"] },
  },
});
