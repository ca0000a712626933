import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile } from "../../../test/fleets.ts";
import { exec } from "../../index.ts";
import { toYaml } from "../../render/yaml.ts";
import { findPath } from "../manifest-path.ts";

const services = (fields: Fields) => {
  const fleet = fleetOf({ services: [serviceFile("cart", fields)] });
  return compileFleet(fleet).flatMap(({ manifest }) => (manifest.kind === "Service" ? [manifest] : []));
};

it("is a ClusterIP with named target ports", () => {
  const grpc = { port: 7070, protocol: "grpc", servicePort: 5000 };
  expect(
    services({ ports: { grpc, http: { port: 8080, protocol: "http" } } })
      .map(toYaml)
      .join("---\n"),
  ).toMatchInlineSnapshot(`
    "apiVersion: v1
    kind: Service
    metadata:
      labels:
        app.kubernetes.io/component: api
        app.kubernetes.io/instance: cart
        app.kubernetes.io/managed-by: fairlead
        app.kubernetes.io/name: cart
        app.kubernetes.io/part-of: shop
        env: latest
        owner: shopping
      name: cart
      namespace: shop
    spec:
      ports:
        - name: grpc
          port: 5000
          protocol: TCP
          targetPort: grpc
        - name: http
          port: 80
          protocol: TCP
          targetPort: http
      selector:
        app.kubernetes.io/instance: cart
        app.kubernetes.io/name: cart
      type: ClusterIP
    "
  `);
});

it.each<readonly [string, object, object]>([
  [
    "an http port is served on 80",
    { web: { port: 8080, protocol: "http" } },
    { name: "web", port: 80, protocol: "TCP", targetPort: "web" },
  ],
  [
    "a grpc port is served on its own number",
    { api: { port: 7070, protocol: "grpc" } },
    { name: "api", port: 7070, protocol: "TCP", targetPort: "api" },
  ],
  [
    "a tcp port is served on its own number",
    { raw: { port: 6000, protocol: "tcp" } },
    { name: "raw", port: 6000, protocol: "TCP", targetPort: "raw" },
  ],
  [
    "servicePort sets another number",
    { web: { port: 8080, protocol: "http", servicePort: 8000 } },
    { name: "web", port: 8000, protocol: "TCP", targetPort: "web" },
  ],
])("%s", (_title, ports, expected) => {
  const health = { readiness: exec(["ready"]) };
  expect(services({ ports, health }).map((manifest) => findPath(manifest, "spec.ports")?.value)).toEqual([[expected]]);
});

it("does not exist for a worker or a schedule, which have no ports", () => {
  expect(services({ ports: undefined, health: { readiness: exec(["ready"]), liveness: exec(["alive"]) } })).toEqual([]);
  expect(services({ ports: undefined, schedule: { cron: "0 3 * * *" } })).toEqual([]);
});
