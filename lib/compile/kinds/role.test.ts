import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { podMonitoring, serviceMonitor } from "../../index.ts";
import { findPath } from "../manifest-path.ts";

const valueOf = (kind: string, path: string, fields: Fields, stack: Fields = {}): readonly unknown[] => {
  const fleet = fleetOf({ services: [serviceFile("app", fields)], stacks: [stackFile("latest", stack)] });
  return compileFleet(fleet).flatMap(({ manifest, scope }) =>
    scope.kind === "service" && manifest.kind === kind ? [findPath(manifest, path)?.value] : [],
  );
};

const API = {
  kubernetesApi: [
    { resources: ["pods"], verbs: ["get", "list"] },
    { apiGroups: ["apps"], resources: ["deployments"], resourceNames: ["a"], verbs: ["get"] },
  ],
};
const STACK = { apiServer: { range: "10.0.0.2/32", port: 6443 } };
const POD = "spec.template.spec";
const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });

it.each<readonly [string, string, unknown]>([
  [
    "Role",
    "rules",
    [
      { apiGroups: [""], resources: ["pods"], verbs: ["get", "list"] },
      { apiGroups: ["apps"], resourceNames: ["a"], resources: ["deployments"], verbs: ["get"] },
    ],
  ],
  ["RoleBinding", "roleRef", { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: "app" }],
  ["RoleBinding", "subjects", [{ kind: "ServiceAccount", name: "app", namespace: "shop" }]],
  ["Deployment", `${POD}.automountServiceAccountToken`, false],
  [
    "Deployment",
    `${POD}.containers.0.volumeMounts[kube-api-access]`,
    { mountPath: "/var/run/secrets/kubernetes.io/serviceaccount", name: "kube-api-access", readOnly: true },
  ],
  [
    "Deployment",
    `${POD}.volumes[kube-api-access].projected`,
    {
      defaultMode: 288,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3600, path: "token" } },
        { configMap: { items: [{ key: "ca.crt", path: "ca.crt" }], name: "kube-root-ca.crt" } },
        { downwardAPI: { items: [{ fieldRef: { apiVersion: "v1", fieldPath: "metadata.namespace" }, path: "namespace" }] } },
      ],
    },
  ],
  ["NetworkPolicy", "spec.egress.1", { ports: [{ port: 6443, protocol: "TCP" }], to: [{ ipBlock: { cidr: "10.0.0.2/32" } }] }],
])("a service that uses the Kubernetes API: %s %s", (kind, path, expected) => {
  expect(valueOf(kind, path, API, STACK)).toEqual([expected]);
});

it("gives no access to other services", () => {
  expect(valueOf("Role", "rules", {}, STACK)).toEqual([]);
  expect(valueOf("Deployment", `${POD}.volumes[kube-api-access]`, {}, STACK)).toEqual([undefined]);
  expect(valueOf("NetworkPolicy", "spec.egress.1", {}, STACK)).toEqual([undefined]);
});

const METRICS = { metrics: { port: "http", path: "/stats", intervalSeconds: 15 } };
const ENDPOINTS = [{ interval: "15s", path: "/stats", port: "http" }];
const SELECTOR = { matchLabels: { "app.kubernetes.io/instance": "app", "app.kubernetes.io/name": "app" } };

it("lets Google's collectors scrape the pods", () => {
  const stack = { monitoring: podMonitoring() };
  expect(valueOf("PodMonitoring", "spec", METRICS, stack)).toEqual([
    {
      endpoints: ENDPOINTS,
      selector: SELECTOR,
      targetLabels: { metadata: ["container", "pod", "top_level_controller_name", "top_level_controller_type"] },
    },
  ]);
  expect(valueOf("NetworkPolicy", "spec.ingress.0.from", METRICS, stack)).toEqual([[namespace("gke-gmp-system"), namespace("gmp-system")]]);
  expect(valueOf("ServiceMonitor", "spec", METRICS, stack)).toEqual([]);
});

it("lets the Prometheus of an operator scrape the Service", () => {
  const stack = { monitoring: serviceMonitor({ namespace: "monitoring", labels: { release: "prometheus" } }) };
  expect(valueOf("ServiceMonitor", "spec", METRICS, stack)).toEqual([{ endpoints: ENDPOINTS, selector: SELECTOR }]);
  expect(valueOf("ServiceMonitor", "metadata.labels.release", METRICS, stack)).toEqual(["prometheus"]);
  expect(valueOf("NetworkPolicy", "spec.ingress.0.from", METRICS, stack)).toEqual([[namespace("monitoring")]]);
  expect(valueOf("PodMonitoring", "spec", METRICS, stack)).toEqual([]);
});

it("lets nobody scrape if there is no monitoring, or no metrics", () => {
  expect(valueOf("PodMonitoring", "spec", {}, { monitoring: podMonitoring() })).toEqual([]);
  expect(valueOf("PodMonitoring", "spec", METRICS)).toEqual([]);
});
