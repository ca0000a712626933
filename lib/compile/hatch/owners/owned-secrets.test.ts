import { describe, expect, it } from "vitest";
import { ownerProblems } from "../../../../test/owned-fleet.ts";
import type { Fields } from "../../../../test/fleets.ts";

type Row = readonly [title: string, object: Fields, ...problems: string[]];

const of = (apiVersion: string, kind: string, spec: Fields): Fields => ({ apiVersion, kind, spec });
const pod = (spec: Fields): Fields => of("apps/v1", "Deployment", { template: { spec } });
const container = (fields: Fields, list = "containers"): Fields => pod({ [list]: [{ name: "a", ...fields }] });
const external = (spec: Fields, name = "extra"): Fields => ({
  apiVersion: "external-secrets.io/v1",
  kind: "ExternalSecret",
  metadata: { name },
  spec,
});
const rbac = (kind: string, rest: Fields): Fields => ({ apiVersion: "rbac.authorization.k8s.io/v1", kind, ...rest });
const belongs = (at: string, noun: string, name: string, owner = "web"): string => `${at}: the ${noun} "${name}" belongs to ${owner}`;

const POD = "spec.template.spec";
const secret = (at: string): string => belongs(at, "Secret", "web-token");

const SECRETS: readonly Row[] = [
  ["its own, in a variable", container({ env: [{ name: "A", valueFrom: { secretKeyRef: { name: "cart-token", key: "value" } } }] })],
  ["of no service", pod({ imagePullSecrets: [{ name: "registry" }] })],
  [
    "in a variable",
    container({ env: [{ name: "A", valueFrom: { secretKeyRef: { name: "web-token", key: "user" } } }] }),
    secret(`${POD}.containers.0.env.0.valueFrom.secretKeyRef.name`),
  ],
  [
    "in a variable of an init container",
    container({ env: [{ name: "A", valueFrom: { secretKeyRef: { name: "web-token", key: "user" } } }] }, "initContainers"),
    secret(`${POD}.initContainers.0.env.0.valueFrom.secretKeyRef.name`),
  ],
  [
    "in all variables of an ephemeral container",
    container({ envFrom: [{ secretRef: { name: "web-token" } }] }, "ephemeralContainers"),
    secret(`${POD}.ephemeralContainers.0.envFrom.0.secretRef.name`),
  ],
  ["in a volume", pod({ volumes: [{ name: "a", secret: { secretName: "web-token" } }] }), secret(`${POD}.volumes.0.secret.secretName`)],
  [
    "in a projected volume",
    pod({ volumes: [{ name: "a", projected: { sources: [{ secret: { name: "web-token" } }] } }] }),
    secret(`${POD}.volumes.0.projected.sources.0.secret.name`),
  ],
  ["as a pull secret", pod({ imagePullSecrets: [{ name: "web-token" }] }), secret(`${POD}.imagePullSecrets.0.name`)],
  [
    "in a driver",
    pod({ volumes: [{ csi: { nodePublishSecretRef: { name: "web-token" } } }] }),
    secret(`${POD}.volumes.0.csi.nodePublishSecretRef.name`),
  ],
  [
    "in a certificate of an Ingress",
    of("networking.k8s.io/v1", "Ingress", { tls: [{ secretName: "web-token" }] }),
    secret("spec.tls.0.secretName"),
  ],
  [
    "in a certificate of a Gateway",
    of("gateway.networking.k8s.io/v1", "Gateway", { listeners: [{ tls: { certificateRefs: [{ kind: "Secret", name: "web-token" }] } }] }),
    secret("spec.listeners.0.tls.certificateRefs.0.name"),
  ],
  [
    "of a scaler",
    of("keda.sh/v1alpha1", "TriggerAuthentication", { secretTargetRef: [{ parameter: "a", name: "web-token", key: "user" }] }),
    secret("spec.secretTargetRef.0.name"),
  ],
  [
    "of a monitor",
    of("monitoring.coreos.com/v1", "PodMonitor", {
      podMetricsEndpoints: [{ basicAuth: { username: { name: "web-token", key: "user" } } }],
    }),
    secret("spec.podMetricsEndpoints.0.basicAuth.username.name"),
  ],
  [
    "that it pushes",
    of("external-secrets.io/v1alpha1", "PushSecret", { selector: { secret: { name: "web-token" } } }),
    secret("spec.selector.secret.name"),
  ],
  ["that it replaces", external({ target: { name: "web-token" } }), secret("spec.target.name")],
  ["that it replaces by its name", external({ data: [] }, "web-token"), secret("metadata.name")],
  ["a ConfigMap of that name", container({ envFrom: [{ configMapRef: { name: "web-token" } }] })],
];

const key = (name: string): Fields => external({ data: [{ secretKey: "a", remoteRef: { key: name } }] });
const KEY = "spec.data.0.remoteRef.key";
const find = (value: Fields): Fields => external({ dataFrom: [{ find: value }] });

const KEYS: readonly Row[] = [
  ["its own", key("latest-cart-token-value")],
  ["another one of its own", key("latest-cart-extra")],
  ["of no service", key("shared-license")],
  ["of another service", key("latest-web-token-user"), belongs(KEY, "secret", "latest-web-token-user")],
  ["that another service has no need for", key("latest-web-old"), belongs(KEY, "secret", "latest-web-old")],
  ["of the service with the longest name", key("latest-web-api-x"), belongs(KEY, "secret", "latest-web-api-x", "web-api")],
  ["of its own service on another stack", key("other-cart-token-value"), belongs(KEY, "secret", "other-cart-token-value", "cart of other")],
  [
    "by its full name",
    key("projects/shop-latest/secrets/latest-web-x/versions/1"),
    belongs(KEY, "secret", "latest-web-x"),
    belongs(KEY, "secret", "latest-web-x"),
  ],
  [
    "all parts of one",
    external({ dataFrom: [{ extract: { key: "latest-web-x" } }] }),
    belongs("spec.dataFrom.0.extract.key", "secret", "latest-web-x"),
  ],
  ["by tags", find({ tags: { a: "b" } }), "spec.dataFrom.0.find: may find secrets of other services"],
  ["by any name", find({ name: { regexp: ".*" } }), 'spec.dataFrom.0.find.name.regexp: ".*" may find secrets of other services'],
  ["by its own names", find({ name: { regexp: "^latest-cart-extra-.*" } })],
  [
    "by its own names or others",
    find({ name: { regexp: "^latest-cart-|web" } }),
    'spec.dataFrom.0.find.name.regexp: "^latest-cart-|web" may find secrets of other services',
  ],
  [
    "of the cluster, by a store of the namespace",
    external({ secretStoreRef: { kind: "SecretStore", name: "own" }, data: [{ remoteRef: { key: "web-token" } }] }),
    belongs("spec.data.0.remoteRef.key", "Secret", "web-token"),
  ],
  [
    "that it pushes",
    of("external-secrets.io/v1alpha1", "PushSecret", { data: [{ match: { remoteRef: { remoteKey: "latest-web-x" } } }] }),
    belongs("spec.data.0.match.remoteRef.remoteKey", "secret", "latest-web-x"),
  ],
  [
    "in the text of a driver",
    of("secrets-store.csi.x-k8s.io/v1", "SecretProviderClass", {
      parameters: { secrets: "- resourceName: projects/p/secrets/latest-web-x/versions/1" },
    }),
    belongs("spec.parameters.secrets", "secret", "latest-web-x"),
  ],
];

const bound = (subject: Fields): Fields => rbac("RoleBinding", { subjects: [subject] });
const member = (value: string): Fields => of("iam.cnrm.cloud.google.com/v1beta1", "IAMPolicyMember", { member: value });
const pool = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/shop-latest.svc.id.goog/subject/ns/shop/sa";

const IDENTITIES: readonly Row[] = [
  ["its own account", pod({ serviceAccountName: "cart" })],
  ["another account", pod({ serviceAccountName: "web" }), belongs(`${POD}.serviceAccountName`, "service account", "web")],
  ["another account, by the old field", pod({ serviceAccount: "web" }), belongs(`${POD}.serviceAccount`, "service account", "web")],
  [
    "the account of a store",
    of("external-secrets.io/v1", "SecretStore", {
      provider: { gcpsm: { auth: { workloadIdentity: { serviceAccountRef: { name: "web" } } } } },
    }),
    belongs("spec.provider.gcpsm.auth.workloadIdentity.serviceAccountRef.name", "service account", "web"),
  ],
  ["the subject of a binding", bound({ kind: "ServiceAccount", name: "web" }), belongs("subjects.0.name", "service account", "web")],
  ["its own subject", bound({ kind: "ServiceAccount", name: "cart", namespace: "shop" })],
  [
    "all accounts",
    bound({ kind: "Group", name: "system:serviceaccounts:shop" }),
    'subjects.0.name: "system:serviceaccounts:shop" has the accounts of other services',
  ],
  [
    "the user of an account",
    bound({ kind: "User", name: "system:serviceaccount:shop:web" }),
    'subjects.0.name: "shop/web" is the identity of web',
  ],
  ["a principal", member(`principal:${pool}/web`), 'spec.member: "shop/web" is the identity of web'],
  ["its own principal", member(`principal:${pool}/cart`)],
  ["a member of the pool", member("serviceAccount:shop-latest.svc.id.goog[shop/web]"), 'spec.member: "shop/web" is the identity of web'],
  [
    "a claim",
    pod({ volumes: [{ persistentVolumeClaim: { claimName: "web-data" } }] }),
    belongs(`${POD}.volumes.0.persistentVolumeClaim.claimName`, "claim", "web-data"),
  ],
  [
    "a copy of a claim",
    of("v1", "PersistentVolumeClaim", { dataSource: { kind: "PersistentVolumeClaim", name: "web-data" } }),
    belongs("spec.dataSource.name", "claim", "web-data"),
  ],
  [
    "a snapshot of a claim",
    of("snapshot.storage.k8s.io/v1", "VolumeSnapshot", { source: { persistentVolumeClaimName: "web-data" } }),
    belongs("spec.source.persistentVolumeClaimName", "claim", "web-data"),
  ],
];

describe.each([
  ["Secrets", SECRETS],
  ["keys of Secret Manager", KEYS],
  ["identities and volumes", IDENTITIES],
])("an object of a hatch has %s:", (_title, rows) => {
  it.each(rows.map((row) => [row[0], row] as const))("%s", (_name, [, object, ...problems]) => {
    expect(ownerProblems(object)).toEqual(problems);
  });
});

it("a component may have a role for Secrets, but no Secret of a service", () => {
  expect(ownerProblems(rbac("ClusterRole", { rules: [{ resources: ["secrets"], verbs: ["get"] }] }), "component")).toEqual([]);
  expect(ownerProblems(key("latest-cart-token-value"), "component")).toEqual([belongs(KEY, "secret", "latest-cart-token-value", "cart")]);
});

it("a long string is read in a moment", () => {
  for (const text of ["x".repeat(1_000_000), "x@".repeat(300_000), "projects/".repeat(100_000)])
    expect(ownerProblems(member(text))).toEqual([]);
});
