import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { toYaml } from "../../render/yaml.ts";
import { findPath } from "../manifest-path.ts";

const compiled = () => {
  const fleet = fleetOf({ services: [serviceFile("cart")], stacks: [stackFile("latest"), stackFile("edge", { namespace: "web" })] });
  return compileFleet(fleet).map(({ manifest }) => manifest);
};

const projects = () => compiled().filter(({ kind }) => kind === "AppProject");
const yamlOf = (name: string): string =>
  projects()
    .filter(({ metadata }) => metadata.name === name)
    .map(toYaml)
    .join("---\n");

it("the services' project allows one repository, one namespace and no cluster-wide kind", () => {
  expect(yamlOf("latest")).toMatchInlineSnapshot(`
    "apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata:
      annotations:
        argocd.argoproj.io/sync-wave: '-1'
      labels:
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/part-of: shop
        env: latest
      name: latest
      namespace: argocd
    spec:
      clusterResourceWhitelist: []
      description: Services of latest
      destinations:
        - name: latest
          namespace: shop
      namespaceResourceBlacklist:
        - group: ''
          kind: Secret
      namespaceResourceWhitelist:
        - group: ''
          kind: ConfigMap
        - group: ''
          kind: PersistentVolumeClaim
        - group: ''
          kind: Service
        - group: ''
          kind: ServiceAccount
        - group: apps
          kind: DaemonSet
        - group: apps
          kind: Deployment
        - group: apps
          kind: StatefulSet
        - group: autoscaling
          kind: HorizontalPodAutoscaler
        - group: batch
          kind: CronJob
        - group: batch
          kind: Job
        - group: external-secrets.io
          kind: ExternalSecret
        - group: gateway.networking.k8s.io
          kind: GRPCRoute
        - group: gateway.networking.k8s.io
          kind: HTTPRoute
        - group: generators.external-secrets.io
          kind: Password
        - group: keda.sh
          kind: ScaledObject
        - group: monitoring.coreos.com
          kind: ServiceMonitor
        - group: monitoring.googleapis.com
          kind: PodMonitoring
        - group: networking.gke.io
          kind: GCPBackendPolicy
        - group: networking.gke.io
          kind: HealthCheckPolicy
        - group: networking.k8s.io
          kind: Ingress
        - group: networking.k8s.io
          kind: NetworkPolicy
        - group: policy
          kind: PodDisruptionBudget
        - group: rbac.authorization.k8s.io
          kind: Role
        - group: rbac.authorization.k8s.io
          kind: RoleBinding
      orphanedResources:
        warn: true
      sourceRepos:
        - https://github.com/acme/ops.git
    "
  `);
});

it("the platform's project allows the kinds of the platform", () => {
  expect(yamlOf("latest-platform")).toMatchInlineSnapshot(`
    "apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata:
      annotations:
        argocd.argoproj.io/sync-wave: '-1'
      labels:
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/part-of: shop
        env: latest
      name: latest-platform
      namespace: argocd
    spec:
      clusterResourceWhitelist:
        - group: ''
          kind: Namespace
        - group: scheduling.k8s.io
          kind: PriorityClass
      description: 'Platform of latest: namespace, priorities, policies, quotas'
      destinations:
        - name: latest
          namespace: shop
      namespaceResourceBlacklist:
        - group: ''
          kind: Secret
      namespaceResourceWhitelist:
        - group: ''
          kind: ResourceQuota
        - group: ''
          kind: Service
        - group: networking.k8s.io
          kind: NetworkPolicy
      orphanedResources:
        warn: true
      sourceRepos:
        - https://github.com/acme/ops.git
    "
  `);
});

it("the project of the root Application allows Applications in Argo CD's namespace, and counts no orphans there", () => {
  expect(yamlOf("latest-applications")).toMatchInlineSnapshot(`
    "apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata:
      annotations:
        argocd.argoproj.io/sync-wave: '-1'
      labels:
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/part-of: shop
        env: latest
      name: latest-applications
      namespace: argocd
    spec:
      clusterResourceWhitelist: []
      description: Applications of latest
      destinations:
        - name: in-cluster
          namespace: argocd
      namespaceResourceBlacklist:
        - group: ''
          kind: Secret
      namespaceResourceWhitelist:
        - group: argoproj.io
          kind: Application
      sourceRepos:
        - https://github.com/acme/ops.git
    "
  `);
});

it("each stack has three projects with their own destinations", () => {
  const argocd = { name: "in-cluster", namespace: "argocd" };
  expect(projects().map((each) => [each.metadata.name, findPath(each, "spec.destinations")?.value])).toEqual([
    ["latest", [{ name: "latest", namespace: "shop" }]],
    ["latest-platform", [{ name: "latest", namespace: "shop" }]],
    ["latest-applications", [argocd]],
    ["edge", [{ name: "edge", namespace: "web" }]],
    ["edge-platform", [{ name: "edge", namespace: "web" }]],
    ["edge-applications", [argocd]],
  ]);
});

it("the services' project allows the kinds that services add, and only on their stack", () => {
  const scaler = { apiVersion: "autoscaling.k8s.io/v1", kind: "VerticalPodAutoscaler", metadata: { name: "cart" }, spec: {} };
  const [cart, ad] = [serviceFile("cart", { manifests: () => [scaler] }), serviceFile("ad")];
  const stacks = [stackFile("latest"), stackFile("edge", { namespace: "web", services: [ad.service] })];
  const allowed = compileFleet(fleetOf({ services: [ad, cart], stacks })).flatMap(({ manifest }) =>
    manifest.kind === "AppProject" && JSON.stringify(manifest).includes("VerticalPodAutoscaler") ? [manifest.metadata.name] : [],
  );
  expect(allowed).toEqual(["latest"]);
});

it("only the platform renders cluster-wide kinds, and only those that its project allows", () => {
  const clusterKinds = compiled()
    .filter(({ metadata }) => metadata.namespace === undefined)
    .map(({ kind }) => kind);
  expect([...new Set(clusterKinds)]).toEqual(["Namespace", "PriorityClass"]);
});

it("every Application has a project, and none uses Argo CD's `default`", () => {
  const names = new Set(projects().map(({ metadata }) => metadata.name));
  const used = compiled().flatMap((each) => (each.kind === "Application" ? [String(findPath(each, "spec.project")?.value)] : []));
  expect(used.filter((name) => !names.has(name))).toEqual([]);
});
