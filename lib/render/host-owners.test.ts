import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { formatProblem } from "../base/problem.ts";
import { type RouteClaim, routeClaims } from "./route-claims.ts";
import { renderTree } from "./render.ts";

const gateway = [{ name: "external", namespace: "gateway" }];
const route = (hostnames: readonly string[], spec: Fields = {}): Fields => ({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "HTTPRoute",
  metadata: { name: "extra" },
  spec: { parentRefs: gateway, hostnames, rules: [{ backendRefs: [{ name: "ad", port: 80 }] }], ...spec },
});
const listener = (hostname: string): Fields => ({
  apiVersion: "gateway.networking.k8s.io/v1",
  kind: "Gateway",
  metadata: { name: "extra" },
  spec: { gatewayClassName: "istio", listeners: [{ name: "a", port: 443, protocol: "HTTPS", hostname }] },
});
const ingress = (host: string): Fields => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "Ingress",
  metadata: { name: "extra" },
  spec: {
    ingressClassName: "nginx",
    rules: [{ host, http: { paths: [{ path: "/a", pathType: "Prefix", backend: { service: { name: "ad", port: { number: 80 } } } }] } }],
  },
});

/** Lists the problems of the services `web`, which owns web.shop.example.com, and `ad`. */
function problemsOf(
  ad: Fields,
  {
    web = {},
    own = {},
    stack = {},
    claims,
  }: { readonly web?: Fields; readonly own?: Fields; readonly stack?: Fields; readonly claims?: readonly RouteClaim[] } = {},
): readonly string[] {
  const fleet = fleetOf({
    services: [serviceFile("web", { public: { port: "http", ...web }, ...own }), serviceFile("ad", ad)],
    stacks: [stackFile("latest", { components: { edge: () => undefined }, ...stack })],
  });
  const path = "latest/platform/edge/httproute-edge.yaml";
  const kept =
    claims === undefined
      ? []
      : [{ path, apiVersion: "gateway.networking.k8s.io/v1", kind: "HTTPRoute", namespace: "shop", name: "edge", claims }];
  const { problems } = renderTree(modelOf(fleet), new Map([["latest", lockFor(fleet)]]), { kept: new Map([["latest", kept]]) });
  return problems.map(formatProblem);
}

const added = (object: Fields): Fields => ({ manifests: () => [object] });
const AT = "pulumi-gen/latest/services/ad/httproute-extra.yaml:";
const ADVICE = 'write public: { share: ["ad"] } in web, or take another host';

describe("a host of a hatch", () => {
  it.each<readonly [title: string, ad: Fields, options: Parameters<typeof problemsOf>[1], problems: readonly string[]]>([
    ["that nobody owns", added(route(["ad.shop.example.com"])), {}, []],
    ["of another service", added(route(["web.shop.example.com"])), {}, [`${AT} the host web.shop.example.com belongs to web; ${ADVICE}`]],
    ["that the owner shares", added(route(["web.shop.example.com"])), { web: { share: ["ad"] } }, []],
    ["of the owner itself", {}, { own: added(route(["web.shop.example.com"])) }, []],
    [
      "of a redirect",
      added(route(["old.example.com"])),
      { web: { redirectFrom: ["old.example.com"] } },
      [`${AT} the host old.example.com belongs to web; ${ADVICE}`],
    ],
    ["on another Gateway", added(route(["web.shop.example.com"], { parentRefs: [{ name: "inner", namespace: "gateway" }] })), {}, []],
    [
      "of another service, by a patch",
      {
        public: { port: "http" },
        patch: { HTTPRoute: (draft: { spec: Fields }) => ({ ...draft, spec: { ...draft.spec, hostnames: ["web.shop.example.com"] } }) },
      },
      {},
      [`pulumi-gen/latest/services/ad/httproute-ad.yaml: the host web.shop.example.com belongs to web; ${ADVICE}`],
    ],
    [
      "of another service, by an Ingress",
      added(ingress("web.shop.example.com")),
      { stack: { ingress: { class: "nginx", namespace: "ingress-nginx", tls: { secret: "tls" } } } },
      [`pulumi-gen/latest/services/ad/ingress-extra.yaml: the host web.shop.example.com belongs to web; ${ADVICE}`],
    ],
    [
      "of another service, by a component",
      {},
      { claims: [{ entry: "gateway external", host: "web.shop.example.com" }] },
      ["pulumi-gen/latest/platform/edge/httproute-edge.yaml: the host web.shop.example.com belongs to web; take another host"],
    ],
    [
      "of a wildcard",
      added(route(["*.shop.example.com"])),
      {},
      [`${AT} the host *.shop.example.com covers the host web.shop.example.com, which belongs to web; take another host`],
    ],
    ["of another wildcard", added(route(["*.example.org"])), {}, []],
    [
      "of every host",
      added(route([])),
      {},
      [`${AT} every host of the Gateway covers the host web.shop.example.com, which belongs to web; take another host`],
    ],
    [
      "of another service, by TLS",
      added({ ...route(["web.shop.example.com"]), apiVersion: "gateway.networking.k8s.io/v1alpha2", kind: "TLSRoute" }),
      {},
      [`pulumi-gen/latest/services/ad/tlsroute-extra.yaml: the host web.shop.example.com belongs to web; ${ADVICE}`],
    ],
    [
      "of another service, by a Gateway",
      added(listener("web.shop.example.com")),
      {},
      [`pulumi-gen/latest/services/ad/gateway-extra.yaml: the host web.shop.example.com belongs to web; ${ADVICE}`],
    ],
    ["of the service itself, by a Gateway", added(listener("ad.shop.example.com")), {}, []],
    [
      "of another service, by a mesh, in upper case and with a dot",
      added({
        apiVersion: "networking.istio.io/v1",
        kind: "VirtualService",
        metadata: { name: "extra" },
        spec: { hosts: ["WEB.shop.example.com."] },
      }),
      {},
      [`pulumi-gen/latest/services/ad/virtualservice-extra.yaml: the host web.shop.example.com belongs to web; ${ADVICE}`],
    ],
    [
      "of a service's hatch, by a component",
      added(route(["ad.shop.example.com"])),
      { claims: [{ entry: "gateway external", host: "ad.shop.example.com" }] },
      ["pulumi-gen/latest/platform/edge/httproute-edge.yaml: the host ad.shop.example.com belongs to ad; take another host"],
    ],
  ])("%s", (_title, ad, options, problems) => {
    expect(problemsOf(ad, options)).toEqual(problems);
  });
});

describe("the hosts of an object", () => {
  const manifest = (object: Fields): readonly RouteClaim[] =>
    routeClaims({ ...object, metadata: { name: "a", namespace: "shop" } } as never);
  it.each<readonly [title: string, object: Fields, claims: readonly string[]]>([
    ["of a route", route(["a.example.com", "B.example.com"]), ["gateway external a.example.com", "gateway external b.example.com"]],
    ["of a route without hostnames", route([]), ["gateway external *"]],
    ["of a route that only redirects", route([], { rules: [{ filters: [] }] }), []],
    ["on the Gateway of its namespace", route(["a"], { parentRefs: [{ name: "own" }] }), ["shop own a"]],
    ["on a set of listeners", route(["a"], { parentRefs: [{ name: "own", kind: "XListenerSet" }] }), ["* a"]],
    [
      "of a Gateway without hosts",
      { ...listener("a"), spec: { listeners: [{ name: "a" }, { name: "b", hostname: "B.example.com." }] } },
      ["* b.example.com"],
    ],
    [
      "of a Gateway of Istio",
      { apiVersion: "networking.istio.io/v1", kind: "Gateway", spec: { servers: [{ hosts: ["*", "shop/a.example.com"] }] } },
      ["* a.example.com"],
    ],
    ["on a Service", route(["a"], { parentRefs: [{ name: "own", kind: "Service" }] }), []],
    ["of an Ingress", ingress("a.example.com"), ["ingress nginx a.example.com"]],
    ["of an Ingress without hosts", { ...ingress(""), spec: { ingressClassName: "nginx", defaultBackend: {} } }, ["ingress nginx *"]],
  ])("%s", (_title, object, claims) => {
    expect(manifest(object).map(({ entry, host }) => `${entry} ${host}`)).toEqual(claims);
  });
});
