import type { Component } from "fairlead";

const IMAGE =
  "docker.io/otel/opentelemetry-collector-contrib:0.135.0@sha256:af5dba2ef9faa86a42d0ebc7d6c4a1df6b9c2a8c7018710bcdc6bda1681b2ef3";

const HEALTH = 13_133;
const KUBELET = 10_250;
const NAME = "collector";
const LABELS = { "app.kubernetes.io/name": NAME };

const CONFIGURATION = `receivers:
  kubeletstats:
    auth_type: serviceAccount
    collection_interval: 30s
    endpoint: https://\${env:NODE_IP}:${KUBELET}
    insecure_skip_verify: true
processors:
  memory_limiter: { check_interval: 1s, limit_mib: 200 }
  batch: {}
exporters:
  googlecloud: {}
extensions:
  health_check: { endpoint: "0.0.0.0:${HEALTH}" }
service:
  extensions: [health_check]
  pipelines:
    metrics: { receivers: [kubeletstats], processors: [memory_limiter, batch], exporters: [googlecloud] }
`;

/** The DNS servers, the kubelets, the metadata server of Google Cloud and its public APIs. */
const EGRESS = [
  {
    to: [
      { namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } },
      { ipBlock: { cidr: "169.254.20.10/32" } },
    ],
    ports: [
      { port: 53, protocol: "UDP" },
      { port: 53, protocol: "TCP" },
    ],
  },
  { to: [{ ipBlock: { cidr: "10.0.0.0/8" } }], ports: [{ port: KUBELET, protocol: "TCP" }] },
  { to: [{ ipBlock: { cidr: "169.254.169.254/32" } }], ports: [{ port: 80, protocol: "TCP" }] },
  { to: [{ ipBlock: { cidr: "169.254.169.252/32" } }], ports: [{ port: 988, protocol: "TCP" }] },
  {
    to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] } }],
    ports: [{ port: 443, protocol: "TCP" }],
  },
];

const CONTAINER = {
  name: NAME,
  image: IMAGE,
  imagePullPolicy: "Always",
  args: ["--config=/conf/collector.yaml"],
  env: [{ name: "NODE_IP", valueFrom: { fieldRef: { fieldPath: "status.hostIP" } } }],
  ports: [{ name: "health", containerPort: HEALTH }],
  readinessProbe: { httpGet: { path: "/", port: "health" } },
  livenessProbe: { httpGet: { path: "/", port: HEALTH }, failureThreshold: 6 },
  resources: {
    requests: { cpu: "50m", memory: "256Mi", "ephemeral-storage": "64Mi" },
    limits: { cpu: "200m", memory: "256Mi", "ephemeral-storage": "64Mi" },
  },
  securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] }, readOnlyRootFilesystem: true },
  volumeMounts: [{ name: "configuration", mountPath: "/conf", readOnly: true }],
};

/** An OpenTelemetry collector on each node. It sends the metrics of the node and its pods to Cloud Monitoring. */
export const collector: Component = async ({ provider, stack, namespace }) => {
  const { apps, core, networking, rbac } = await import("@pulumi/kubernetes");
  const metadata = { name: NAME, namespace, labels: LABELS };
  const role = `${stack}-${NAME}`;
  const options = { provider };
  new core.v1.ConfigMap(NAME, { metadata, data: { "collector.yaml": CONFIGURATION } }, options);
  new core.v1.ServiceAccount(NAME, { metadata }, options);
  const rules = [{ apiGroups: [""], resources: ["nodes/stats"], verbs: ["get"] }];
  new rbac.v1.ClusterRole(NAME, { metadata: { name: role }, rules }, options);
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role };
  const subjects = [{ kind: "ServiceAccount", name: NAME, namespace }];
  new rbac.v1.ClusterRoleBinding(NAME, { metadata: { name: role }, roleRef, subjects }, options);
  const podSelector = { matchLabels: LABELS };
  const spec = { podSelector, policyTypes: ["Ingress", "Egress"], egress: EGRESS };
  new networking.v1.NetworkPolicy(NAME, { metadata, spec }, options);
  const pod = {
    serviceAccountName: NAME,
    securityContext: { runAsNonRoot: true, runAsUser: 10_001, runAsGroup: 10_001, seccompProfile: { type: "RuntimeDefault" } },
    containers: [CONTAINER],
    volumes: [{ name: "configuration", configMap: { name: NAME } }],
    tolerations: [{ operator: "Exists" }],
  };
  const template = { metadata: { labels: LABELS }, spec: pod };
  new apps.v1.DaemonSet(NAME, { metadata, spec: { selector: podSelector, template } }, options);
};
