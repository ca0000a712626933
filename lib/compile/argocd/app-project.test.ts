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
      orphanedResources:
        warn: true
      sourceRepos:
        - https://github.com/acme/ops.git
    "
  `);
});

it("the platform's project allows namespaces, priority classes and Applications", () => {
  expect(yamlOf("latest-platform")).toMatchInlineSnapshot(`
    "apiVersion: argoproj.io/v1alpha1
    kind: AppProject
    metadata:
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
      description: 'Platform of latest: namespace, priorities, policies, quotas, Applications'
      destinations:
        - name: latest
          namespace: shop
        - name: in-cluster
          namespace: argocd
      namespaceResourceBlacklist:
        - group: ''
          kind: Secret
      orphanedResources:
        warn: true
      sourceRepos:
        - https://github.com/acme/ops.git
    "
  `);
});

it("each stack has two projects with its own destination", () => {
  expect(projects().map((each) => [each.metadata.name, findPath(each, "spec.destinations.0")?.value])).toEqual([
    ["latest", { name: "latest", namespace: "shop" }],
    ["latest-platform", { name: "latest", namespace: "shop" }],
    ["edge", { name: "edge", namespace: "web" }],
    ["edge-platform", { name: "edge", namespace: "web" }],
  ]);
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
