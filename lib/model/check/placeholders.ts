/** A path that no file and no other volume has. */
const DIRECTORY = "/unknown";

/** Values for required fields that are wrong or missing. With them, the fields beside are still checked. */
const OF_FIELDS: Readonly<Record<string, unknown>> = {
  "jobs.*.command": ["unknown"],
  "init.*.command": ["unknown"],
  "schedule.cron": "0 0 * * *",
  "stateful.volumes.*.path": DIRECTORY,
  "stateful.volumes.*.size": "1Gi",
  "volumes.*.path": DIRECTORY,
  "volumes.*.size": "1Mi",
  "volumes.*.claim": "unknown",
  "volumes.*.files": { unknown: "" },
  "daemon.exceptions.*.because": "unknown",
  "daemon.exceptions.hostPaths.paths.*.path": DIRECTORY,
  "public.port": "unknown",
  "public.routes.*.port": "unknown",
  "kubernetesApi.*.resources": ["unknown"],
  "kubernetesApi.*.verbs": ["get"],
  "scale.triggers": [{ type: "unknown", metadata: {} }],
  "scale.triggers.*.type": "unknown",
  "scale.triggers.*.metadata": {},
  "scale.metrics.*.name": "unknown",
  "scale.metrics.*.object": { apiVersion: "v1", kind: "Unknown", name: "unknown" },
  "scale.metrics.*.object.apiVersion": "v1",
  "scale.metrics.*.object.kind": "Unknown",
  "scale.metrics.*.object.name": "unknown",
  "health.*.headers": {},
  "sidecars.*.health.*.headers": {},
  "lifecycle.*.port": "unknown",
  "lifecycle.*.path": "/",
  "lifecycle.*.headers": {},
  "needs.*.memoryGb": 1,
};

const IN_LAYERS = ["", "tiers.*.", "instances.*."];

/** The values of a layer. */
export const LAYER_PLACEHOLDERS = OF_FIELDS;

/** The values of a service, with its layers. */
export const SERVICE_PLACEHOLDERS: Readonly<Record<string, unknown>> = {
  owner: "",
  image: "",
  ...Object.fromEntries(IN_LAYERS.flatMap((at) => Object.entries(OF_FIELDS).map(([path, value]) => [`${at}${path}`, value]))),
};
