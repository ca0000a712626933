import type { Report } from "../../base/problem.ts";

const AGENT = 'only node agents: daemon: { exceptions: { hostNetwork: { because: "..." } } }';
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
  hostname: "stateful: {} gives pods fixed names such as <service>-0",
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
  startupProbe: 'health: { startup: http("http") }',
  storageClassName: 'storageClass: "premium-rwo"',
  strategy: "single() stops a pod before it starts the next one",
  targetPort: "port: 8080, servicePort: 80",
  terminationGracePeriodSeconds: "graceSeconds: 60",
  tolerations: NODES,
  topologySpreadConstraints: "pods are spread over zones and nodes already",
  volumeClaimTemplates: 'stateful: { volumes: { data: { path: "/data", size: "10Gi" } } }',
  volumeMounts: 'writable: ["/data"], or volumes: { data: newClaim({ path: "/data", size: "10Gi" }) }',
};

/** Adds the field of a spec to the problem of an unknown field that has a name from Kubernetes. */
export const translating =
  (report: Report): Report =>
  (path, message, hint) => {
    const word = path.slice(path.lastIndexOf(".") + 1);
    const isUnknown = message.startsWith("unknown field") && Object.hasOwn(WORDS, word);
    report(path, message, hint ?? (isUnknown ? WORDS[word] : undefined));
  };
