import { MIN_REPLICAS, type Tier } from "./tier.ts";

/**
 * The library's own layer, below every service.
 * Source of the timings: the platform's golden manifests.
 * `graceSeconds` includes a pre-stop pause of 10 s, in which load balancers drop the pod's endpoint.
 */
export const DEFAULTS = {
  resources: { cpu: "100m", memory: "128Mi", storage: "1Gi" },
  health: { startupSeconds: 150, periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 3, path: "/healthz" },
  min: 2,
  max: 10,
  cpuPercent: 70,
  graceSeconds: 40,
  priority: "normal",
  schedule: { timeZone: "Etc/UTC", startingDeadlineSeconds: 300, timeoutSeconds: 3600, retries: 2 },
  job: { timeoutSeconds: 600, retries: 1 },
  gateway: { name: "external", namespace: "gateway" },
  secretStore: "secret-manager",
  branch: "main",
  channel: "main",
  datastore: "file:releases",
} as const;

/** Returns the library's layer for a tier, in the shape of a spec. `explain` shows it first. */
export const defaultLayer = (tier: Tier): Readonly<Record<string, unknown>> => ({
  resources: DEFAULTS.resources,
  health: DEFAULTS.health,
  scale: { min: MIN_REPLICAS[tier], max: DEFAULTS.max, cpuPercent: DEFAULTS.cpuPercent },
  graceSeconds: DEFAULTS.graceSeconds,
  priority: DEFAULTS.priority,
});
