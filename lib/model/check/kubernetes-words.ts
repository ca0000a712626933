import type { Report } from "../../base/problem.ts";
import { VALUE_HINT } from "../fields/env-values.ts";
import { layerSchema, serviceSchema } from "../schema/service.ts";

const AGENT = 'only node agents: daemon: { exceptions: { hostNetwork: { because: "..." } } }';
const HOSTNAME = 'stateful: {} gives pods fixed names such as <service>-0; fieldRef("metadata.name") gives a variable the name';
const NODES = 'nodes: { selector: { pool: "gpu" }, tolerations: [{ key: "gpu", operator: "Exists" }] }';
const RESTRICTED = 'containers are restricted already; set user: 999, or writable: ["/data"]';
const SCALE = "scale: { min: 2, max: 10, cpuPercent: 70 }, fixed(3) or single()";
const ACCOUNT = 'each service has its own; kubernetesApi: [{ resources: ["pods"], verbs: ["get"] }] gives permissions';

/** A field of Kubernetes -> the field of a spec that has its meaning. */
const WORDS: Readonly<Record<string, string>> = {
  annotations: 'podAnnotations: { "sidecar.istio.io/inject": "true" }',
  labels: 'podLabels: { team: "shop" }',
  accessModes: 'accessMode: "ReadWriteMany"',
  affinity: NODES,
  automountServiceAccountToken: ACCOUNT,
  autoscaling: SCALE,
  capabilities: "containers have none; a port below 1024 needs none",
  configMap: 'files: { "/etc/app/config.yaml": "..." }, or a volume of configDir(...)',
  containerPort: "port: 8080",
  containers: "sidecars: { proxy: { image: envoy } }",
  envFrom: "env, and secret() needs",
  fsGroup: "group: 999",
  hostNetwork: AGENT,
  hostPID: AGENT,
  hostPath: AGENT,
  hostPort: AGENT,
  hostname: HOSTNAME,
  imagePullPolicy: "it is always Always",
  imagePullSecrets: 'the stack sets imagePullSecrets: ["registry"]',
  ingress: 'public: { port: "http" } or allowFrom',
  initContainers: 'init: { copy: { command: ["/app/copy"] } }',
  initialDelaySeconds: 'liveness: http("http", { initialDelaySeconds: 5 })',
  livenessProbe: 'health: { liveness: http("http") }',
  maxReplicas: SCALE,
  minReplicas: SCALE,
  networkPolicy: "calls, egress and allowFrom",
  nodeSelector: NODES,
  priorityClassName: 'priority: "high"',
  readOnlyRootFilesystem: RESTRICTED,
  readinessProbe: 'health: { readiness: http("http") }',
  replicas: SCALE,
  requests: 'resources: { cpu: "100m", memory: "128Mi" } are the requests',
  runAsGroup: "group: 999",
  runAsNonRoot: RESTRICTED,
  runAsUser: "user: 999",
  runtimeClassName: 'runtimeClass: "gvisor"',
  securityContext: RESTRICTED,
  serviceAccount: ACCOUNT,
  serviceAccountName: ACCOUNT,
  setHostnameAsFQDN: HOSTNAME,
  startupProbe: 'health: { startup: http("http") }',
  storageClassName: 'storageClass: "premium-rwo"',
  strategy: "single() stops a pod before it starts the next one",
  subdomain: `public: { port: "http", subdomain: "shop" }; ${HOSTNAME}`,
  targetPort: "port: 8080, servicePort: 80",
  terminationGracePeriodSeconds: "graceSeconds: 60",
  tolerations: NODES,
  topologySpreadConstraints: "pods are spread over zones and nodes already",
  volumeClaimTemplates: 'stateful: { volumes: { data: { path: "/data", size: "10Gi" } } }',
  volumeMounts: 'writable: ["/data"], or volumes: { data: newClaim({ path: "/data", size: "10Gi" }) }',
};

/** Adds hints to problems: the field that has the meaning of a Kubernetes word, or the right place. */
export const translating =
  (report: Report): Report =>
  (path, message, hint) =>
    report(path, message, hint ?? (message.startsWith("unknown field") ? fieldHint(path) : valueHint(path, message)));

function fieldHint(path: string): string | undefined {
  const word = path.slice(path.lastIndexOf(".") + 1);
  const [, device] = /(?:^|\.)resources(?:\.limits|\.requests)?\.([^/]+\/[^/]+)$/.exec(path) ?? [];
  if (device !== undefined) return `resources: { extended: { "${device}": 1 } }`;
  if (Object.hasOwn(WORDS, word)) return WORDS[word];
  if (JOB_ENV.test(path)) return "a job gets the variables of its service: set env of the service; or give the job arguments";
  const isOfService = Object.hasOwn(serviceSchema.shape, word) && !Object.hasOwn(layerSchema.shape, word);
  return isOfService && LAYER.test(path) ? `${word} is the same on all stacks and instances: set it in defineService` : undefined;
}

const JOB_ENV = /(?:^|\.)jobs\.[^.]+\.env$/;

/** A field of a tier, an instance, an override or defaults. */
const LAYER = /^(?:(?:tiers|instances)\.[^.]+|override\([^)]*\)|defaults(?:\.\d+)?)\.[^.]+$/;

function valueHint(path: string, message: string): string | undefined {
  if (/(?:^|\.)env\.[^.]+$/.test(path) && message.endsWith("got an object")) return VALUE_HINT;
  return /(?:^|\.)env$/.test(path) && message.endsWith("got a list") ? 'env: { NAME: "value" }' : undefined;
}
