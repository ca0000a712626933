import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { exact } from "../../index.ts";
import { toYaml } from "../../render/yaml.ts";
import { findPath } from "../manifest-path.ts";

const routes = (fields: Fields, stack: Fields = {}) => {
  const fleet = fleetOf({ services: [serviceFile("front", fields)], stacks: [stackFile("latest", stack)] });
  return compileFleet(fleet).flatMap(({ manifest }) => (manifest.kind === "HTTPRoute" ? [manifest] : []));
};

it("attaches to the stack's Gateway and routes to the Service", () => {
  expect(
    routes({ public: { port: "http" } })
      .map(toYaml)
      .join("---\n"),
  ).toMatchInlineSnapshot(`
    "apiVersion: gateway.networking.k8s.io/v1
    kind: HTTPRoute
    metadata:
      labels:
        app.kubernetes.io/component: api
        app.kubernetes.io/instance: front
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/name: front
        app.kubernetes.io/part-of: shop
        env: latest
        owner: shopping
      name: front
      namespace: shop
    spec:
      hostnames:
        - front.shop.example.com
      parentRefs:
        - group: gateway.networking.k8s.io
          kind: Gateway
          name: external
          namespace: gateway
      rules:
        - backendRefs:
            - group: ''
              kind: Service
              name: front
              port: 80
              weight: 1
          matches:
            - path:
                type: PathPrefix
                value: /
    "
  `);
});

it.each<readonly [string, Fields, Fields, string, unknown]>([
  ["the service's name below the stack's domain", { port: "http" }, {}, "spec.hostnames", ["front.shop.example.com"]],
  ["another subdomain", { port: "http", subdomain: "www" }, {}, "spec.hostnames", ["www.shop.example.com"]],
  ["an explicit host", { port: "http", host: "shop.example.org" }, {}, "spec.hostnames", ["shop.example.org"]],
  ["all paths by default", { port: "http" }, {}, "spec.rules.0.matches", [{ path: { type: "PathPrefix", value: "/" } }]],
  [
    "explicit paths",
    { port: "http", paths: ["/a", "/b"] },
    {},
    "spec.rules.0.matches",
    [{ path: { type: "PathPrefix", value: "/a" } }, { path: { type: "PathPrefix", value: "/b" } }],
  ],
  [
    "whole paths",
    { port: "http", paths: [exact("/login"), "/static"] },
    {},
    "spec.rules.0.matches",
    [{ path: { type: "Exact", value: "/login" } }, { path: { type: "PathPrefix", value: "/static" } }],
  ],
  [
    "another Gateway",
    { port: "http" },
    { gateway: { name: "edge", namespace: "ingress" } },
    "spec.parentRefs",
    [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: "edge", namespace: "ingress" }],
  ],
])("uses %s", (_title, route, stack, path, expected) => {
  expect(routes({ public: route }, stack).map((each) => findPath(each, path)?.value)).toEqual([expected]);
});

it("uses the Service's port, not the container's", () => {
  const ports = { http: { port: 8080, protocol: "http", servicePort: 8000 } };
  expect(routes({ ports, public: { port: "http" } }).map((each) => findPath(each, "spec.rules.0.backendRefs.0.port")?.value)).toEqual([
    8000,
  ]);
});

it("uses the subdomain of a tier", () => {
  const fields = { public: { port: "http" }, tiers: { latest: { public: { subdomain: "try" } } } };
  expect(routes(fields).map((each) => findPath(each, "spec.hostnames")?.value)).toEqual([["try.shop.example.com"]]);
});

it("does not exist for a service that is not public", () => {
  expect(routes({})).toEqual([]);
});
