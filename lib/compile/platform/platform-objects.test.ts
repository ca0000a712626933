import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { toYaml } from "../../render/yaml.ts";
import { findPath } from "../manifest-path.ts";

const objects = (stack: Fields = {}) => {
  const fleet = fleetOf({ services: [serviceFile("cart")], stacks: [stackFile("latest", stack)] });
  return compileFleet(fleet).flatMap(({ scope, manifest }) => (scope.kind === "platform" ? [manifest] : []));
};

const yamlOf = (kind: string, stack?: Fields): string =>
  objects(stack)
    .filter((manifest) => manifest.kind === kind)
    .map(toYaml)
    .join("---\n");

it("has a namespace, a policy, three priority classes and a quota", () => {
  expect(objects().map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? "(cluster)"}/${metadata.name}`)).toEqual([
    "Namespace (cluster)/shop",
    "NetworkPolicy shop/default-deny",
    "PriorityClass (cluster)/shop-high",
    "PriorityClass (cluster)/shop-normal",
    "PriorityClass (cluster)/shop-low",
    "ResourceQuota shop/quota",
  ]);
});

describe("the namespace", () => {
  it("is protected from removal and accepts only restricted pods", () => {
    expect(yamlOf("Namespace")).toMatchInlineSnapshot(`
      "apiVersion: v1
      kind: Namespace
      metadata:
        annotations:
          argocd.argoproj.io/compare-options: IgnoreExtraneous
          argocd.argoproj.io/sync-options: Delete=confirm,Prune=false
        labels:
          app.kubernetes.io/managed-by: fairlead
          app.kubernetes.io/part-of: shop
          env: latest
          pod-security.kubernetes.io/audit: restricted
          pod-security.kubernetes.io/enforce: restricted
          pod-security.kubernetes.io/warn: restricted
        name: shop
      "
    `);
  });
});

describe("default-deny", () => {
  it("selects every pod, in both directions, and allows no traffic", () => {
    expect(yamlOf("NetworkPolicy")).toMatchInlineSnapshot(`
      "apiVersion: networking.k8s.io/v1
      kind: NetworkPolicy
      metadata:
        labels:
          app.kubernetes.io/managed-by: fairlead
          app.kubernetes.io/part-of: shop
          env: latest
        name: default-deny
        namespace: shop
      spec:
        podSelector: {}
        policyTypes:
          - Ingress
          - Egress
      "
    `);
  });
});

describe("the priority classes", () => {
  it("have ascending values below the system's, and none is the default", () => {
    const classes = objects().filter(({ kind }) => kind === "PriorityClass");
    expect(classes.map(({ metadata, value, globalDefault }) => [metadata.name, value, globalDefault])).toEqual([
      ["shop-high", 100_000, undefined],
      ["shop-normal", 10_000, undefined],
      ["shop-low", 1000, undefined],
    ]);
  });

  it("have the namespace in their names, because two stacks may share a cluster", () => {
    const names = objects({ namespace: "web" })
      .filter(({ kind }) => kind === "PriorityClass")
      .map(({ metadata }) => metadata.name);
    expect(names).toEqual(["web-high", "web-normal", "web-low"]);
  });
});

describe("the quota", () => {
  it.each<readonly [string, Fields, Readonly<Record<string, string>>]>([
    ["forbids load balancers and node ports", {}, {}],
    ["limits pods", { quota: { pods: 50 } }, { pods: "50" }],
    [
      "limits cpu and memory, in normal form",
      { quota: { cpu: "20000m", memory: "20480Mi" } },
      { "requests.cpu": "20", "requests.memory": "20Gi" },
    ],
  ])("%s", (_title, stack, bounds) => {
    const [quota] = objects(stack).filter(({ kind }) => kind === "ResourceQuota");
    expect(findPath(quota, "spec.hard")?.value).toEqual({ ...bounds, "services.loadbalancers": "0", "services.nodeports": "0" });
  });
});

it("every object has the tier as a label", () => {
  const labels = { "app.kubernetes.io/managed-by": "fairlead", "app.kubernetes.io/part-of": "shop", env: "staging" };
  const others = objects({ tier: "staging" }).filter(({ kind }) => kind !== "Namespace");
  expect(others.map(({ metadata }) => metadata.labels)).toEqual(others.map(() => labels));
});
