import { load } from "js-yaml";
import { describe, expect, it } from "vitest";
import { valueAt } from "../../base/values.ts";
import { treeOf } from "../../../test/trees.ts";
import type { Tree } from "../../render/tree.ts";
import { toYaml } from "../../render/yaml.ts";
import { diffTrees } from "../diff.ts";

const CART = "latest/services/cart";
const ROLE = "rbac.authorization.k8s.io/v1";
const GET = { apiGroups: [""], resourceNames: ["x"], resources: ["pods"], verbs: ["get"] };

const BASE: Tree = new Map([
  ...treeOf({ cart: { public: { port: "http" } }, ad: {} }, { stacks: ["latest"] }),
  [`${CART}/role-cart.yaml`, toYaml({ apiVersion: ROLE, kind: "Role", metadata: { name: "cart", namespace: "shop" }, rules: [GET] })],
]);

const risks = (before: Tree, after: Tree): readonly string[] => diffTrees(before, after).risks.map(({ kind, text }) => `${kind}: ${text}`);

/** Deletes a field in a row of a table. */
const GONE = Symbol("gone");

/** Returns the tree after a change of one field. */
function edited(file: string, path: string, value: unknown): Tree {
  const object = load(BASE.get(file) ?? "");
  const keys = path.split(".");
  const owner: unknown = valueAt(object, keys.slice(0, -1));
  const key = keys.at(-1) ?? "";
  if (typeof owner !== "object" || owner === null) throw new Error(`${file} has no ${path}`);
  if (value === GONE) Reflect.deleteProperty(owner, key);
  else Reflect.set(owner, key, value);
  return new Map([...BASE, [file, toYaml(object as object)]]);
}

describe("a Deployment that gets a trait", () => {
  const POD = "spec.template.spec";
  const OWN = `${POD}.containers.0`;

  it.each<readonly [title: string, path: string, value: unknown, risks: readonly string[]]>([
    ["another repository", `${OWN}.image`, "evil.example.com/app:v1@sha256:1", ["image: runs images of evil.example.com/app"]],
    ["a registry with a port", `${OWN}.image`, "evil:5000/app@sha256:1", ["image: runs images of evil:5000/app"]],
    ["another tag", `${OWN}.image`, "registry.example.com/shop/app:v9", []],
    ["an image volume", `${POD}.volumes.1`, { name: "x", image: { reference: "evil/x@sha256:1" } }, ["image: runs images of evil/x"]],
    ["privileged", `${OWN}.securityContext.privileged`, true, ["privilege: its container is privileged"]],
    ["privileged in YAML 1.1", `${OWN}.securityContext.privileged`, "yes", ["privilege: its container is privileged"]],
    ["the host's network", `${POD}.hostNetwork`, true, ["privilege: its pods have hostNetwork"]],
    ["a host path", `${POD}.volumes.1`, { name: "x", hostPath: { path: "/etc" } }, ["privilege: mounts hostPath /etc"]],
    ["a capability", `${OWN}.securityContext.capabilities.add`, ["SYS_ADMIN"], ["privilege: its container has the capability SYS_ADMIN"]],
    ["the default capabilities", `${OWN}.securityContext.capabilities`, GONE, ["privilege: its container keeps the default capabilities"]],
    ["root", `${OWN}.securityContext.runAsUser`, 0, ["privilege: its container runs as user 0"]],
    [
      "a writable root",
      `${OWN}.securityContext.readOnlyRootFilesystem`,
      GONE,
      ["privilege: its container has a writable root file system"],
    ],
    ["escalation", `${OWN}.securityContext.allowPrivilegeEscalation`, GONE, ["privilege: its container may gain privileges"]],
    ["a host port", `${OWN}.ports.0.hostPort`, 80, ["privilege: its container has the host port 80"]],
    ["a secret", `${POD}.volumes.1`, { name: "x", secret: { secretName: "db" } }, ["secret: reads the secret db"]],
    ["a key", `${OWN}.env`, [{ name: "P", valueFrom: { secretKeyRef: { name: "db", key: "p" } } }], ["secret: reads the secret db: p"]],
    ["a claim", `${POD}.volumes.1`, { name: "x", persistentVolumeClaim: { claimName: "db" } }, ["secret: mounts the claim db"]],
    ["another account", `${POD}.serviceAccountName`, "admin", ["identity: runs as the service account admin"]],
    ["a token", `${POD}.automountServiceAccountToken`, GONE, ["access: has a token of the Kubernetes API"]],
    ["no probe", `${OWN}.readinessProbe`, GONE, ["availability: its container has no readinessProbe"]],
    ["no limit", `${OWN}.resources.limits.memory`, GONE, ["availability: its container has no limits.memory"]],
    [
      "a priority",
      `${POD}.priorityClassName`,
      "system-node-critical",
      ["availability: its pods have the priority class system-node-critical"],
    ],
    ["another namespace", "metadata.namespace", "kube-system", ["deletion: is deleted", "unknown: is in the namespace kube-system"]],
  ])("%s", (_title, path, value, expected) => {
    const found = risks(BASE, edited(`${CART}/deployment-cart.yaml`, path, value));
    expect(found.filter((text) => !text.includes("registry.example.com") || expected.includes(text))).toEqual(expected);
  });
});

describe("other objects", () => {
  const EVERYWHERE = { to: [{ ipBlock: { cidr: "0.0.0.0/0" } }], ports: [{ port: 443, protocol: "TCP" }] };
  const BUDGET = "no longer keeps pods with app.kubernetes.io/instance=cart, app.kubernetes.io/name=cart at maxUnavailable 1";

  it.each<readonly [file: string, path: string, value: unknown, risks: readonly string[]]>([
    [
      `${CART}/role-cart.yaml`,
      "rules.1",
      { apiGroups: [""], resources: ["secrets"], verbs: ["get", "list"] },
      ["access: may get secrets", "access: may list secrets"],
    ],
    [`${CART}/role-cart.yaml`, "rules.0.resourceNames", GONE, ["access: may get pods"]],
    [
      `${CART}/serviceaccount-cart.yaml`,
      "metadata.annotations",
      { "iam.gke.io/gcp-service-account": "x@y" },
      ["identity: acts as x@y (iam.gke.io/gcp-service-account)"],
    ],
    [`${CART}/networkpolicy-cart.yaml`, "spec.egress.1", EVERYWHERE, ["network: lets out to 0.0.0.0/0 on port 443 (TCP)"]],
    [`${CART}/networkpolicy-cart.yaml`, "spec.ingress.1", {}, ["network: lets in everything on every port"]],
    [
      `${CART}/networkpolicy-cart.yaml`,
      "spec.policyTypes",
      ["Ingress"],
      ["network: no longer restricts egress of pods with app.kubernetes.io/instance=cart"],
    ],
    [`${CART}/service-cart.yaml`, "spec.type", "LoadBalancer", ["network: is a LoadBalancer"]],
    [`${CART}/service-cart.yaml`, "spec.selector", { app: "x" }, ["network: sends traffic to pods with app=x"]],
    [`${CART}/httproute-cart.yaml`, "spec.hostnames.1", "EVIL.example.com", ["host: takes the host evil.example.com"]],
    [`${CART}/httproute-cart.yaml`, "spec.hostnames", GONE, ["host: takes every host"]],
    [`${CART}/httproute-cart.yaml`, "spec.rules.0.backendRefs.0.name", "ad", ["host: sends requests to ad"]],
    [
      `${CART}/httproute-cart.yaml`,
      "spec.rules.0.matches.1",
      { path: { type: "Exact", value: "/x" } },
      ["host: takes the path /x of cart.shop.example.com"],
    ],
    ["latest/applications/cart.yaml", "spec.source.repoURL", "https://evil", ["argocd: deploys https://evil at refs/heads/main"]],
    ["latest/applications/cart.yaml", "spec.source.targetRevision", "x", ["argocd: deploys https://github.com/acme/ops.git at x"]],
    ["latest/applications/cart.yaml", "spec.source.helm", { valueFiles: ["x"] }, ['argocd: deploys with helm: {"valueFiles":["x"]}']],
    ["latest/applications/cart.yaml", "spec.project", "default", ["argocd: belongs to the project default"]],
    ["argocd/app-project-latest.yaml", "spec.sourceRepos.1", "*", ["argocd: allows the repository *"]],
    ["argocd/app-project-latest.yaml", "spec.clusterResourceWhitelist.0", { group: "*", kind: "*" }, ["argocd: allows the kind *.*"]],
    ["argocd/app-project-latest.yaml", "spec.namespaceResourceBlacklist", [], ["argocd: no longer forbids the kind Secret"]],
    ["latest/platform/namespace-shop.yaml", "metadata.labels.pod-security-enforce", "x", []],
    [
      "latest/platform/namespace-shop.yaml",
      "metadata.labels",
      {},
      ["privilege: accepts pods of the level baseline", "privilege: accepts pods of the level privileged"],
    ],
    [
      "latest/platform/namespace-shop.yaml",
      "metadata.annotations",
      {},
      ["Delete=confirm", "Prune=false"].map((option) => `argocd: lost the sync option ${option}, which keeps it`),
    ],
    [`${CART}/poddisruptionbudget-cart.yaml`, "spec.maxUnavailable", "100%", [`availability: ${BUDGET}`]],
  ])("%s %s", (file, path, value, expected) => {
    expect(BASE.has(file)).toBe(true);
    expect(risks(BASE, edited(file, path, value))).toEqual(expected);
  });

  const added = (path: string, text: string): readonly string[] => risks(BASE, new Map([...BASE, [path, text]]));
  const WIDE = {
    apiVersion: "rbac.authorization.k8s.io/v1",
    kind: "ClusterRole",
    metadata: { name: "x" },
    rules: [{ apiGroups: ["*"], resources: ["*"], verbs: ["*"] }],
  };
  const FOUND = [
    "access: may * *.*",
    "unknown: has the cluster-wide kind ClusterRole (rbac.authorization.k8s.io/v1), whose fields Fairlead does not judge",
  ];

  it.each([
    ["a cluster role", "x.yaml", toYaml(WIDE), FOUND],
    ["in a second document", "x.yaml", `${toYaml(WIDE)}---\n${toYaml(WIDE)}`, FOUND],
    ["in JSON", "x.json", JSON.stringify(WIDE), FOUND],
    ["in .yml", "x.yml", toYaml(WIDE), FOUND],
    ["in a list", "x.yaml", toYaml({ apiVersion: "v1", kind: "List", metadata: { name: "x" }, items: [WIDE] }), FOUND],
    ["malformed YAML", "x.yaml", "a: [", ["unknown: is a file that Fairlead cannot read, and Argo CD may"]],
    ["a kustomization", "kustomization.yaml", "resources: [x.yaml]\n", ["unknown: is a file that Fairlead cannot read, and Argo CD may"]],
    ["notes", "notes.txt", "buy milk\n", []],
  ])("a new file: %s", (_title, file, text, expected) => {
    expect(added(`${CART}/${file}`, text)).toEqual(expected);
  });

  it("a policy beside that of the service", () => {
    const policy = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "more", namespace: "shop" } };
    const open = { ingress: [{ from: [{ podSelector: { matchLabels: { "app.kubernetes.io/instance": "ad" } } }] }], podSelector: {} };
    expect(added(`${CART}/networkpolicy-more.yaml`, toYaml({ ...policy, spec: open }))).toEqual([
      "network: is a policy for every pod",
      "network: lets in pods with app.kubernetes.io/instance=ad on every port",
    ]);
  });

  it("every deletion, and the protection that goes with it", () => {
    const without = (path: string): Tree => new Map([...BASE].filter(([each]) => each !== path));
    expect(risks(BASE, without("latest/platform/namespace-shop.yaml"))).toEqual(["data: leaves git, and stays in the cluster"]);
    expect(risks(BASE, without(`${CART}/service-cart.yaml`))).toEqual(["deletion: is deleted"]);
    expect(risks(BASE, without("latest/platform/networkpolicy-default-deny.yaml"))).toEqual([
      "deletion: is deleted",
      "network: no longer restricts ingress of every pod",
      "network: no longer restricts egress of every pod",
    ]);
  });
});

describe("no risk", () => {
  it("an image bump", () => {
    const tree = (tag: string): Tree => treeOf({ cart: {}, ad: {} }, { tag });
    expect(risks(tree("v1"), tree("v2"))).toEqual([]);
  });

  it("an ordinary new service, except its image", () => {
    expect(risks(treeOf({ ad: {} }), treeOf({ ad: {}, cart: {} }))).toEqual(
      expect.arrayContaining(["image: runs images of registry.example.com/shop/app"]),
    );
    expect(new Set(risks(treeOf({ ad: {} }), treeOf({ ad: {}, cart: {} }))).size).toBe(1);
  });
});
