import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { exact, exec, grpc, http, none, tcp } from "../../index.ts";
import { findPath } from "../manifest-path.ts";

const PORTS = {
  http: { port: 8080, protocol: "http" },
  grpc: { port: 7070, protocol: "grpc" },
  probe: { port: 9000, protocol: "http", servicePort: 90 },
};
const GOOGLE = { name: "edge", namespace: "ingress", class: "gke-l7-global-external-managed" };
const REGIONAL = { ...GOOGLE, class: "gke-l7-rilb", proxyRanges: ["10.129.0.0/23"] };

const objects = (fields: Fields, stack: Fields = {}) => {
  const fleet = fleetOf({ services: [serviceFile("front", { ports: PORTS, ...fields })], stacks: [stackFile("latest", stack)] });
  return compileFleet(fleet).flatMap(({ manifest, scope }) => (scope.kind === "service" ? [manifest] : []));
};

/** Lists the values at a path of the objects of a kind, by the objects' names. */
const valuesAt = (kind: string, path: string, fields: Fields, stack?: Fields): unknown =>
  Object.fromEntries(
    objects(fields, stack).flatMap((each) => (each.kind === kind ? [[each.metadata.name, findPath(each, path)?.value]] : [])),
  );

const prefix = (value: string) => ({ path: { type: "PathPrefix", value } });
const range = (cidr: string) => ({ ipBlock: { cidr } });
const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });

describe("routes", () => {
  const open = {
    port: "http",
    host: ["a.example.com", "b.example.com"],
    headers: { "X-B": "2", "X-A": "1" },
    timeoutSeconds: 20,
    redirectFrom: ["old.example.com"],
    routes: { api: { port: "grpc", subdomain: "api", services: ["shop.Carts"] }, all: { port: "grpc", subdomain: ["x", "y"] } },
  };
  const gateway = { name: "edge", namespace: "ingress", listener: "https", redirectListener: "http" };

  it("are HTTPRoutes for http ports, with redirects", () => {
    const headers = ["X-A", "X-B"].map((name, index) => ({ name, type: "Exact", value: String(index + 1) }));
    const redirect = (to: object) => [
      { filters: [{ requestRedirect: { ...to, statusCode: 301 }, type: "RequestRedirect" }], matches: [prefix("/")] },
    ];
    expect(valuesAt("HTTPRoute", "spec.rules", { public: open }, { gateway })).toEqual({
      front: [
        {
          backendRefs: [{ group: "", kind: "Service", name: "front", port: 80, weight: 1 }],
          matches: [{ headers, ...prefix("/") }],
          timeouts: { request: "20s" },
        },
      ],
      "front-redirect": redirect({ hostname: "a.example.com" }),
      "front-https": redirect({ scheme: "https" }),
    });
    expect(valuesAt("HTTPRoute", "spec.hostnames", { public: open }, { gateway })).toEqual({
      front: ["a.example.com", "b.example.com"],
      "front-redirect": ["old.example.com"],
      "front-https": [
        "a.example.com",
        "b.example.com",
        "api.shop.example.com",
        "x.shop.example.com",
        "y.shop.example.com",
        "old.example.com",
      ],
    });
    expect(valuesAt("HTTPRoute", "spec.parentRefs.0.sectionName", { public: open }, { gateway })).toEqual({
      front: "https",
      "front-redirect": "https",
      "front-https": "http",
    });
  });

  it("are GRPCRoutes for grpc ports", () => {
    const backendRefs = [{ group: "", kind: "Service", name: "front", port: 7070, weight: 1 }];
    expect(valuesAt("GRPCRoute", "spec.rules", { public: open })).toEqual({
      "front-api": [{ backendRefs, matches: [{ method: { service: "shop.Carts", type: "Exact" } }] }],
      "front-all": [{ backendRefs }],
    });
    expect(valuesAt("GRPCRoute", "spec.hostnames", { public: open })).toEqual({
      "front-api": ["api.shop.example.com"],
      "front-all": ["x.shop.example.com", "y.shop.example.com"],
    });
  });

  it("take the listener of their own", () => {
    expect(valuesAt("HTTPRoute", "spec.parentRefs.0.sectionName", { public: { port: "http", listener: "inner" } })).toEqual({
      front: "inner",
    });
  });
});

describe("a Gateway of GKE", () => {
  const health = { readiness: http("probe", { path: "/ready" }), liveness: tcp("probe") };
  const google = range("130.211.0.0/22");
  const checks = range("35.191.0.0/16");

  it.each<readonly [string, Fields, readonly unknown[]]>([
    ["its ranges", GOOGLE, [google, checks]],
    ["its ranges and the proxy-only subnet", REGIONAL, [google, checks, range("10.129.0.0/23")]],
    ["the namespace of Envoy Gateway", { ...GOOGLE, class: "envoy-gateway" }, [namespace("envoy-gateway-system")]],
    ["the namespace of Istio's Gateway", { ...GOOGLE, class: "istio" }, [namespace("ingress")]],
  ])("sends from %s", (_title, gateway, from) => {
    expect(valuesAt("NetworkPolicy", "spec.ingress.0", { public: { port: "http" } }, { gateway })).toEqual({
      front: { from, ports: [{ port: 8080, protocol: "TCP" }] },
    });
  });

  it("may check the port of readiness", () => {
    expect(valuesAt("NetworkPolicy", "spec.ingress.1", { public: { port: "http" }, health }, { gateway: REGIONAL })).toEqual({
      front: { from: [google, checks], ports: [{ port: 9000, protocol: "TCP" }] },
    });
  });

  const fixed = (port: number) => ({ port, portSpecification: "USE_FIXED_PORT" });
  it.each<readonly [string, Fields, unknown]>([
    ["a path", health, { httpHealthCheck: { ...fixed(9000), requestPath: "/ready" }, type: "HTTP" }],
    ["the default path", {}, { httpHealthCheck: { ...fixed(8080), requestPath: "/healthz" }, type: "HTTP" }],
    [
      "a path with a host",
      { readiness: http("http", { headers: { Host: "a.example.com" } }) },
      { httpHealthCheck: { ...fixed(8080), host: "a.example.com", requestPath: "/healthz" }, type: "HTTP" },
    ],
    [
      "gRPC",
      { readiness: grpc("grpc", { service: "live" }) },
      { grpcHealthCheck: { ...fixed(7070), grpcServiceName: "live" }, type: "GRPC" },
    ],
    ["a connection", { readiness: tcp("grpc"), liveness: tcp("http") }, { tcpHealthCheck: fixed(7070), type: "TCP" }],
    ["a connection for a command", { readiness: exec(["ready"]) }, { tcpHealthCheck: fixed(8080), type: "TCP" }],
    ["a connection for no check", { readiness: none() }, { tcpHealthCheck: fixed(8080), type: "TCP" }],
  ])("checks what readiness checks: %s", (_title, checked, config) => {
    expect(
      valuesAt("HealthCheckPolicy", "spec.default.config", { public: { port: "http" }, health: checked }, { gateway: GOOGLE }),
    ).toEqual({
      front: config,
    });
  });

  it("has the numbers of the check, within the bounds of the API", () => {
    const slow = { readiness: http("http", { periodSeconds: 3, timeoutSeconds: 9, failureThreshold: 99, successThreshold: 2 }) };
    expect(valuesAt("HealthCheckPolicy", "spec", { public: { port: "http" }, health: slow }, { gateway: GOOGLE })).toEqual({
      front: {
        default: expect.objectContaining({ checkIntervalSec: 3, healthyThreshold: 2, timeoutSec: 3, unhealthyThreshold: 10 }) as unknown,
        targetRef: { group: "", kind: "Service", name: "front" },
      },
    });
  });

  it("has timeouts and affinity in a policy, and HTTP/2 on the Service", () => {
    const fields = {
      public: { port: "http", timeoutSeconds: 20, routes: { api: { port: "grpc", subdomain: "api" } } },
      sessionAffinity: { seconds: 60 },
    };
    expect(valuesAt("GCPBackendPolicy", "spec.default", fields, { gateway: GOOGLE })).toEqual({
      front: { sessionAffinity: { type: "CLIENT_IP" }, timeoutSec: 20 },
    });
    expect(valuesAt("HTTPRoute", "spec.rules.0.timeouts", fields, { gateway: GOOGLE })).toEqual({ front: undefined });
    expect(valuesAt("Service", "spec.ports.1.appProtocol", fields, { gateway: GOOGLE })).toEqual({ front: "kubernetes.io/h2c" });
  });

  it("has no policy for a service that is not public, and another Gateway has none", () => {
    const kinds = (fields: Fields, stack: Fields) =>
      objects(fields, stack)
        .filter(({ kind }) => kind.endsWith("Policy"))
        .map(({ kind }) => kind);
    expect(kinds({}, { gateway: GOOGLE })).toEqual(["NetworkPolicy"]);
    expect(kinds({ public: { port: "http", timeoutSeconds: 1 } }, {})).toEqual(["NetworkPolicy"]);
  });
});

describe("a stack with an Ingress", () => {
  const ingress = { class: "nginx", namespace: "ingress-nginx", tls: { issuer: "letsencrypt" } };
  const fields = { public: { port: "http", paths: ["/a", exact("/b")], routes: { other: { port: "probe", subdomain: "other" } } } };

  it("has one with TLS instead of routes", () => {
    const path = (value: string, name: string, pathType = "Prefix") => ({
      backend: { service: { name: "front", port: { name } } },
      path: value,
      pathType,
    });
    expect(valuesAt("Ingress", "spec", fields, { ingress })).toEqual({
      front: {
        ingressClassName: "nginx",
        rules: [
          { host: "front.shop.example.com", http: { paths: [path("/a", "http"), path("/b", "http", "Exact")] } },
          { host: "other.shop.example.com", http: { paths: [path("/", "probe")] } },
        ],
        tls: [{ hosts: ["front.shop.example.com", "other.shop.example.com"], secretName: "front-ingress-tls" }],
      },
    });
    expect(valuesAt("Ingress", "metadata.annotations", fields, { ingress })).toEqual({
      front: { "cert-manager.io/cluster-issuer": "letsencrypt" },
    });
    expect(valuesAt("HTTPRoute", "spec", fields, { ingress })).toEqual({});
    expect(valuesAt("NetworkPolicy", "spec.ingress.0.from", fields, { ingress })).toEqual({ front: [namespace("ingress-nginx")] });
  });

  it("may have a certificate from a Secret", () => {
    const own = { ...ingress, tls: { secret: "shop-tls" } };
    expect(valuesAt("Ingress", "spec.tls.0.secretName", fields, { ingress: own })).toEqual({ front: "shop-tls" });
    expect(valuesAt("Ingress", "metadata.annotations", fields, { ingress: own })).toEqual({ front: undefined });
  });
});
