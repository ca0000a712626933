import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile } from "../../../test/fleets.ts";
import { front } from "../../index.ts";
import { findPath } from "../manifest-path.ts";

const ports = { http: { port: 8080, protocol: "http" }, grpc: { port: 7070, protocol: "grpc" } } as const;
const reviews = front("reviews", { ports });
const objects = (fields: Fields = {}) =>
  compileFleet(
    fleetOf({
      services: [
        serviceFile("v1", { ports, front: reviews, ...fields }),
        serviceFile("v2", { ports, front: reviews, jobs: { load: { command: ["load"] } } }),
        serviceFile("web", {
          calls: () => ({ reviews: reviews.endpoint("http") }),
          env: ({ calls }: { calls: { reviews: object } }) => ({ ...calls.reviews }),
        }),
      ],
    }),
  );
const valuesAt = (kind: string, path: string, fields?: Fields) =>
  Object.fromEntries(
    objects(fields).flatMap(({ manifest }) => (manifest.kind === kind ? [[manifest.metadata.name, findPath(manifest, path)?.value]] : [])),
  );

it("is one Service of the stack, which selects the pods of all services behind it", () => {
  const found = objects().find(({ manifest }) => manifest.kind === "Service" && manifest.metadata.name === "reviews");
  expect(found).toEqual({
    scope: { kind: "platform", stack: "latest" },
    manifest: {
      apiVersion: "v1",
      kind: "Service",
      metadata: {
        labels: {
          "app.kubernetes.io/managed-by": "fairlead",
          "app.kubernetes.io/name": "reviews",
          "app.kubernetes.io/part-of": "shop",
          env: "latest",
        },
        name: "reviews",
        namespace: "shop",
      },
      spec: {
        ports: [
          { name: "http", port: 80, protocol: "TCP", targetPort: "http" },
          { name: "grpc", port: 7070, protocol: "TCP", targetPort: "grpc" },
        ],
        selector: { front: "reviews" },
        type: "ClusterIP",
      },
    },
  });
  expect(valuesAt("Deployment", "spec.template.metadata.labels.front")).toEqual({ v1: "reviews", v2: "reviews", web: undefined });
  expect(valuesAt("Deployment", "spec.selector.matchLabels.front")).toEqual({ v1: undefined, v2: undefined, web: undefined });
  expect(valuesAt("Job", "spec.template.metadata.labels.front")).toEqual({ "v2-load": undefined });
});

it("has the number of a port that a sidecar takes", () => {
  const sidecars = { proxy: { image: `ghcr.io/acme/proxy:1@sha256:${"0".repeat(64)}`, command: ["proxy"], ports: ["http"] } };
  expect(valuesAt("Service", "spec.ports.0.targetPort", { sidecars })).toMatchObject({ reviews: 8080, v2: "http" });
});

it("opens the way from its callers to all services behind it", () => {
  const pods = (name: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/instance": name } } });
  const http = [{ port: 8080, protocol: "TCP" }];
  const { web, v1, v2 } = { ...valuesAt("NetworkPolicy", "spec.egress"), ...valuesAt("NetworkPolicy", "spec.ingress") };
  expect([v1, v2]).toEqual([[{ from: [pods("web")], ports: http }], [{ from: [pods("web")], ports: http }]]);
  expect(web).toBeDefined();
  expect(valuesAt("NetworkPolicy", "spec.egress")["web"]).toEqual([
    expect.anything(),
    { ports: http, to: [pods("v1")] },
    { ports: http, to: [pods("v2")] },
  ]);
});

it("gives its callers one address", () => {
  expect(objects().flatMap(({ manifest }) => (manifest.kind === "ConfigMap" ? [manifest["data"]] : []))).toEqual([
    { address: "reviews:80", host: "reviews", port: "80" },
  ]);
});
