import { MIN_REPLICAS, type Tier } from "./tier.ts";

/**
 * The library's own layer, below every service.
 * Source of the timings: the platform's golden manifests.
 * `graceSeconds` includes the pre-stop pause, in which load balancers drop the pod's endpoint.
 * The user has an id above those of a node. A process that escapes its container has no permissions on the node.
 */
export const DEFAULTS = {
  resources: { cpu: "100m", memory: "128Mi", storage: "1Gi" },
  health: { startupSeconds: 150, periodSeconds: 10, timeoutSeconds: 2, failureThreshold: 3, path: "/healthz" },
  min: 2,
  max: 10,
  cpuPercent: 70,
  graceSeconds: 40,
  preStopSeconds: 10,
  user: 10_001,
  group: 10_001,
  priority: "normal",
  schedule: { timeZone: "Etc/UTC", startingDeadlineSeconds: 300, timeoutSeconds: 3600, retries: 2 },
  job: { timeoutSeconds: 600, retries: 1 },
  gateway: { name: "external", namespace: "gateway" },
  secretStore: "secret-manager",
  podSecurity: "restricted",
  branch: "main",
  channel: "main",
  datastore: "file:releases",
  argoCd: "3.2",
  kubernetesVersion: "1.34",
  cloud: "local",
  state: "file:.fairlead/state",
} as const;

/** Returns the library's layer for a tier, in the shape of a spec. `explain` shows it first. */
export const defaultLayer = (tier: Tier): Readonly<Record<string, unknown>> => ({
  resources: DEFAULTS.resources,
  health: DEFAULTS.health,
  scale: { min: MIN_REPLICAS[tier], max: DEFAULTS.max, cpuPercent: DEFAULTS.cpuPercent },
  graceSeconds: DEFAULTS.graceSeconds,
  termination: { preStopSeconds: DEFAULTS.preStopSeconds },
  user: DEFAULTS.user,
  group: DEFAULTS.group,
  priority: DEFAULTS.priority,
});
