import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";

const problemsIn = (stack: Fields, service: Fields = { public: { port: "http" } }): readonly string[] =>
  problemsWith(service, stack).map((problem) => problem.replace(/^stacks\/latest\.ts: /, ""));

describe("gateway", () => {
  const google = "gke-l7-global-external-managed";
  const regional = "gke-l7-regional-external-managed";

  it.each<readonly [title: string, gateway: unknown, problems: readonly string[]]>([
    ["a global one of GKE", { class: google }, []],
    ["a regional one of GKE", { class: regional, proxyRanges: ["10.129.0.0/23"] }, []],
    ["Envoy Gateway", { class: "envoy-gateway", listener: "https", redirectListener: "http" }, []],
    ["Istio with proxies on the nodes", { class: "istio", proxyRanges: ["10.128.0.0/20"] }, []],
    [
      "a misspelt class",
      { class: "gke-l7-rlb" },
      [
        'gateway.class: must be "gke-l7-global-external-managed", "gke-l7-gxlb", "gke-l7-regional-external-managed", "gke-l7-rilb", "envoy-gateway" or "istio", got "gke-l7-rlb"',
      ],
    ],
    [
      "a regional one without its subnet",
      { class: regional },
      [`gateway.proxyRanges: missing: ${regional} sends from the region's proxy-only subnet`],
    ],
    [
      "an internal one without its subnet",
      { class: "gke-l7-rilb", proxyRanges: [] },
      ["gateway.proxyRanges: missing: gke-l7-rilb sends from the region's proxy-only subnet"],
    ],
    [
      "a global one with a subnet",
      { class: google, proxyRanges: ["10.129.0.0/23"] },
      [`gateway.proxyRanges: ${google} has no proxies in the network`],
    ],
    [
      "a public range",
      { proxyRanges: ["0.0.0.0/0", "8.8.8.0/24"] },
      ["0.0.0.0/0", "8.8.8.0/24"].map(
        (range) => `gateway.proxyRanges: "${range}" is not a range of private addresses such as 10.129.0.0/23`,
      ),
    ],
    ["a redirect to nowhere", { redirectListener: "http" }, ["gateway.listener: missing: a redirect leads to another listener"]],
    [
      "a redirect to itself",
      { listener: "http", redirectListener: "http" },
      ['gateway.redirectListener: "http" is the listener of the routes'],
    ],
    [
      "a malformed name",
      { name: "a_b", namespace: "" },
      ['gateway.name: "a_b" is not a DNS label', 'gateway.namespace: "" is not a DNS label'],
    ],
    ["a malformed listener", { listener: "a_b" }, ['gateway.listener: "a_b" is not the name of a listener']],
    ["a misspelt field", { listner: "a" }, ['gateway.listner: unknown field; did you mean "listener"?']],
  ])("%s", (_title, gateway, problems) => {
    expect(problemsIn({ gateway: Object.assign({ name: "edge", namespace: "edge" }, gateway) })).toEqual(problems);
  });
});

it("a class alone is enough for a Gateway with the default name", () => {
  expect(problemsIn({ gateway: { class: "gke-l7-global-external-managed" } })).toEqual([]);
});

describe("ingress", () => {
  const nginx = { class: "nginx", namespace: "ingress-nginx", tls: { secret: "shop-tls" } };

  it.each<readonly [title: string, stack: Fields, problems: readonly string[]]>([
    ["a Secret", { ingress: nginx }, []],
    ["an issuer", { ingress: { ...nginx, tls: { issuer: "letsencrypt" } } }, []],
    ["no certificate", { ingress: { class: "nginx", namespace: "a" } }, ["ingress.tls: missing: an object is required"]],
    [
      "two certificates",
      { ingress: { ...nginx, tls: { issuer: "a", secret: "b" } } },
      ["ingress.tls: must have a secret or an issuer, and not both"],
    ],
    [
      "names",
      { ingress: { class: "N", namespace: "", tls: { secret: "A" } } },
      [
        'ingress.class: "N" is not a DNS label',
        'ingress.namespace: "" is not a DNS label',
        'ingress.tls.secret: "A" is not the name of an object',
      ],
    ],
    ["GKE's", { ingress: { ...nginx, class: "gce" } }, ['ingress.class: "gce" is not supported']],
    [
      "a Gateway, too",
      { ingress: nginx, gateway: { name: "a", namespace: "b" } },
      ["ingress: the stack has a gateway, too; public routes attach to one of them"],
    ],
  ])("with %s", (_title, stack, problems) => {
    expect(problemsIn(stack)).toEqual(problems);
  });

  it("serves no feature of a Gateway", () => {
    const ports = { http: { port: 8080, protocol: "http" }, grpc: { port: 7070, protocol: "grpc" } };
    const api = { port: "grpc", subdomain: "api" };
    const route = {
      port: "http",
      headers: { a: "b" },
      listener: "https",
      timeoutSeconds: 5,
      redirectFrom: ["old.example.com"],
      routes: { api },
    };
    expect(problemsIn({ ingress: nginx }, { ports, public: route })).toEqual(
      [
        "headers: an Ingress has none, and latest has no Gateway",
        "listener: an Ingress has none, and latest has no Gateway",
        "timeoutSeconds: an Ingress has none, and latest has no Gateway",
        'routes.api.port: "grpc" is a grpc port; latest has an Ingress, which serves http ports',
        "redirectFrom: an Ingress has none, and latest has no Gateway",
      ].map((problem) => `services/app.ts: public.${problem}`),
    );
  });
});
