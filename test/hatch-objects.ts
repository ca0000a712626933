import { isRecord } from "../lib/base/values.ts";
import type { Manifest } from "../lib/model/manifest.ts";

type Fields = Readonly<Record<string, unknown>>;

/** A container that every rule accepts. */
const CONTAINER = {
  name: "app",
  image: `registry.example.com/app:v1@sha256:${"0".repeat(64)}`,
  ports: [{ name: "http", containerPort: 8080 }],
  env: [{ name: "MODE", value: "fast" }],
  readinessProbe: { httpGet: { path: "/", port: "http" } },
  resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "64Mi" } },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
  volumeMounts: [{ name: "tmp", mountPath: "/tmp" }],
};

/** The template of a pod that every rule accepts. */
const TEMPLATE = {
  metadata: { labels: { app: "data" } },
  spec: {
    containers: [CONTAINER],
    securityContext: { runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
    volumes: [{ name: "tmp", emptyDir: {} }],
  },
};

const SELECTOR = { matchLabels: { app: "data" } };
const restarting = (restartPolicy: string) => ({ ...TEMPLATE, spec: { ...TEMPLATE.spec, restartPolicy } });

const made = (apiVersion: string, kind: string, rest: Fields): Manifest => ({
  apiVersion,
  kind,
  metadata: { name: "data", namespace: "shop" },
  ...rest,
});

/** One object of many kinds that every rule accepts. */
export const VALID: Readonly<Record<string, Manifest>> = {
  ConfigMap: made("v1", "ConfigMap", { data: { "a.json": "{}" } }),
  CronJob: made("batch/v1", "CronJob", { spec: { schedule: "0 3 * * *", jobTemplate: { spec: { template: restarting("OnFailure") } } } }),
  Deployment: made("apps/v1", "Deployment", { spec: { selector: SELECTOR, template: TEMPLATE } }),
  ExternalSecret: made("external-secrets.io/v1", "ExternalSecret", {
    spec: { secretStoreRef: { name: "store", kind: "SecretStore" }, data: [{ secretKey: "a", remoteRef: { key: "b" } }] },
  }),
  HTTPRoute: made("gateway.networking.k8s.io/v1", "HTTPRoute", {
    spec: { hostnames: ["a.example.com"], rules: [{ backendRefs: [{ name: "cart", port: 80 }] }] },
  }),
  HorizontalPodAutoscaler: made("autoscaling/v2", "HorizontalPodAutoscaler", {
    spec: { scaleTargetRef: { kind: "Deployment", name: "data" }, minReplicas: 2, maxReplicas: 4 },
  }),
  Ingress: made("networking.k8s.io/v1", "Ingress", {
    spec: {
      rules: [
        {
          host: "a.example.com",
          http: { paths: [{ path: "/", pathType: "Prefix", backend: { service: { name: "cart", port: { number: 80 } } } }] },
        },
      ],
    },
  }),
  Job: made("batch/v1", "Job", { spec: { template: restarting("Never") } }),
  NetworkPolicy: made("networking.k8s.io/v1", "NetworkPolicy", {
    spec: {
      podSelector: SELECTOR,
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: 53 }] }],
    },
  }),
  PersistentVolumeClaim: made("v1", "PersistentVolumeClaim", {
    spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
  }),
  Pod: made("v1", "Pod", { spec: TEMPLATE.spec }),
  PodDisruptionBudget: made("policy/v1", "PodDisruptionBudget", { spec: { selector: SELECTOR, maxUnavailable: 1 } }),
  Role: made("rbac.authorization.k8s.io/v1", "Role", { rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["get"] }] }),
  ScaledObject: made("keda.sh/v1alpha1", "ScaledObject", {
    spec: { scaleTargetRef: { name: "data" }, triggers: [{ type: "cpu", metadata: { value: "60" } }] },
  }),
  Service: made("v1", "Service", { spec: { selector: { app: "data" }, ports: [{ name: "http", port: 80, targetPort: "http" }] } }),
  ServiceMonitor: made("monitoring.coreos.com/v1", "ServiceMonitor", { spec: { selector: SELECTOR, endpoints: [{ port: "http" }] } }),
  StatefulSet: made("apps/v1", "StatefulSet", { spec: { selector: SELECTOR, serviceName: "data", template: TEMPLATE } }),
  Telemetry: made("telemetry.istio.io/v1", "Telemetry", { spec: { any: [{ thing: 1 }] } }),
};

/** Returns a valid object of a kind with one value changed. `undefined` removes the field. */
export function changed(kind: string, path: string, value: unknown): Manifest {
  const copy: unknown = structuredClone(VALID[kind]);
  const keys = path.split(" ");
  const last = keys.pop() ?? "";
  const owner: unknown = keys.reduce<unknown>((at, key) => {
    const next: unknown = Reflect.get(Object(at), key);
    if (next !== undefined) return next;
    const made = {};
    Reflect.set(Object(at), key, made);
    return made;
  }, copy);
  if (value === undefined) Reflect.deleteProperty(Object(owner), last);
  else Reflect.set(Object(owner), last, value);
  if (!isRecord(copy)) throw new Error(`there is no valid ${kind}`);
  return copy as Manifest;
}
