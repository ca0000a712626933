import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { formatProblem } from "../../base/problem.ts";
import { valueAt } from "../../base/values.ts";
import { renderTree } from "../../render/render.ts";
import { toYaml } from "../../render/yaml.ts";

const CLASS = "gke-l7-global-external-managed";
const web = serviceFile("web", { public: { port: "http" } });
const other = stackFile("other", { cluster: "latest", namespace: "other", domain: "other.example.com" });

const second = stackFile("other", {
  cluster: "latest",
  namespace: "other",
  domain: "other.example.com",
  gateway: { class: CLASS },
  cloud: { ingress: {} },
});

const stackWith = (gateway: Fields = {}, fields: Fields = {}) =>
  stackFile("latest", { gateway: { class: CLASS, ...gateway }, cloud: { ingress: {} }, ...fields });

const objects = (kinds: readonly string[], ...stacks: readonly ReturnType<typeof stackFile>[]) =>
  compileFleet(fleetOf({ services: [web], stacks: [...stacks] })).flatMap(({ scope, manifest }) =>
    scope.kind === "platform" && kinds.includes(manifest.kind) ? [manifest] : [],
  );

const namesOf = (...stacks: readonly ReturnType<typeof stackFile>[]): readonly string[] =>
  objects(["Gateway", "Namespace"], ...stacks).map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ""}/${metadata.name}`);

describe("the Gateway of a stack", () => {
  it("has the address and the certificates of its cloud, and takes routes of the stacks of its cluster only", () => {
    expect(objects(["Gateway"], stackWith(), other).map(toYaml).join("---\n")).toMatchInlineSnapshot(`
      "apiVersion: gateway.networking.k8s.io/v1
      kind: Gateway
      metadata:
        annotations:
          argocd.argoproj.io/compare-options: IgnoreExtraneous
          argocd.argoproj.io/sync-options: Delete=confirm,Prune=false
          networking.gke.io/certmap: latest-ingress
        labels:
          app.kubernetes.io/managed-by: fairlead
          app.kubernetes.io/part-of: shop
          env: latest
        name: external
        namespace: gateway
      spec:
        addresses:
          - type: NamedAddress
            value: latest-ingress
        gatewayClassName: gke-l7-global-external-managed
        listeners:
          - allowedRoutes:
              namespaces:
                from: Selector
                selector:
                  matchExpressions:
                    - key: kubernetes.io/metadata.name
                      operator: In
                      values:
                        - other
                        - shop
            name: https
            port: 443
            protocol: HTTPS
      "
    `);
  });

  it.each<readonly [what: string, gateway: Fields, listeners: readonly (readonly [name: string, port: number, protocol: string])[]]>([
    ["its listener", { listener: "tls" }, [["tls", 443, "HTTPS"]]],
    [
      "a listener that redirects",
      { listener: "https", redirectListener: "http" },
      [
        ["https", 443, "HTTPS"],
        ["http", 80, "HTTP"],
      ],
    ],
  ])("has %s", (_what, gateway, listeners) => {
    const found = objects(["Gateway"], stackWith(gateway)).map((each) => valueAt(each, ["spec", "listeners"]));
    expect(found).toEqual([listeners.map(([name, port, protocol]) => expect.objectContaining({ name, port, protocol }))]);
  });

  it.each<readonly [what: string, stack: ReturnType<typeof stackFile>, names: readonly string[]]>([
    ["with a namespace", stackWith(), ["Namespace /shop", "Namespace /gateway", "Gateway gateway/external"]],
    ["in the namespace of the stack", stackWith({ namespace: "shop" }), ["Namespace /shop", "Gateway shop/external"]],
    ["for a stack without the part: a person makes it", stackWith({}, { cloud: {} }), ["Namespace /shop"]],
  ])("is rendered %s", (_what, stack, names) => {
    expect(namesOf(stack)).toEqual(names);
  });

  it("belongs to one stack", () => {
    const fleet = fleetOf({ services: [web], stacks: [stackWith(), second] });
    const model = modelOf(fleet);
    const { problems } = renderTree(model, new Map(model.stacks.map(({ name }) => [name, lockFor(fleet)])));
    expect(problems.map(formatProblem)).toContain(
      'pulumi-gen/other/platform/gateway-external.yaml: Gateway "external" is rendered by pulumi-gen/latest/platform/gateway-external.yaml, too',
    );
  });
});

describe("the project of the platform", () => {
  const projectOf = (stack: ReturnType<typeof stackFile>) =>
    compileFleet(fleetOf({ services: [web], stacks: [stack] })).find(({ manifest }) => manifest.metadata.name === "latest-platform")
      ?.manifest;

  it("permits the Gateway and its namespace to a stack that has it", () => {
    expect(projectOf(stackWith())).toMatchObject({
      spec: {
        destinations: [
          { name: "latest", namespace: "shop" },
          { name: "latest", namespace: "gateway" },
        ],
        namespaceResourceWhitelist: expect.arrayContaining([{ group: "gateway.networking.k8s.io", kind: "Gateway" }]),
      },
    });
  });

  it("permits none to another stack", () => {
    const project = JSON.stringify(projectOf(stackWith({}, { cloud: {} })));
    expect([project.includes("Gateway"), project.includes('"gateway"'), project.includes("ClusterSecretStore")]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
