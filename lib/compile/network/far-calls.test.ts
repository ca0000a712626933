import { expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { componentService, onStack } from "../../index.ts";
import { findPath } from "../manifest-path.ts";

const cart = serviceFile("cart", { ports: { grpc: { port: 7070, protocol: "grpc" } } });
const pods = (instance: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/instance": instance } } });
const inNamespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });

const valueAt = (objects: ReturnType<typeof compileFleet>, stack: string, name: string, path: string): unknown =>
  findPath(
    objects.find(
      ({ scope, manifest }) =>
        "stack" in scope && scope.stack === stack && manifest.kind === "NetworkPolicy" && manifest.metadata.name === name,
    )?.manifest,
    path,
  )?.value;

it("opens both sides between two namespaces of a cluster, also for jobs", () => {
  const two = stackFile("two", { cluster: "main", namespace: "two", services: [cart.service] });
  const web = serviceFile("web", {
    jobs: { warm: { command: ["warm"] } },
    calls: () => ({ cart: onStack(two.stack, cart.service.endpoint("grpc")) }),
  });
  const objects = compileFleet(
    fleetOf({ services: [cart, web], stacks: [stackFile("one", { cluster: "main", services: [web.service] }), two] }),
  );
  const ports = [{ port: 7070, protocol: "TCP" }];
  expect(valueAt(objects, "one", "web", "spec.egress.1")).toEqual({ ports, to: [{ ...inNamespace("two"), ...pods("cart") }] });
  expect(valueAt(objects, "two", "cart", "spec.ingress")).toEqual([
    { ports, from: ["web", "web-warm"].map((name) => ({ ...inNamespace("shop"), ...pods(name) })) },
  ]);
});

it("opens both sides of a component in the stack's namespace, and the caller's of one in another namespace", () => {
  const call = (port: number) => componentService("search", { port, targetPort: port + 1, pods: { app: "search" } });
  const services = [
    serviceFile("a", {
      calls: () => ({ search: call(80), metrics: componentService("search", { service: "om", port: 90, namespace: "ops" }) }),
    }),
    serviceFile("b", { calls: () => ({ search: call(80), admin: call(81) }) }),
  ];
  const objects = compileFleet(fleetOf({ services, stacks: [stackFile("one", { components: { search: () => undefined } })] }));
  const labels = { podSelector: { matchLabels: { app: "search" } } };
  const port = (number: number) => [{ port: number, protocol: "TCP" }];
  expect([1, 2].map((index) => valueAt(objects, "one", "a", `spec.egress.${index}`))).toEqual([
    { ports: port(90), to: [inNamespace("ops")] },
    { ports: port(81), to: [labels] },
  ]);
  expect(valueAt(objects, "one", "component-search", "spec")).toEqual({
    ingress: [
      { from: [pods("a"), pods("b")], ports: port(81) },
      { from: [pods("b")], ports: port(82) },
    ],
    podSelector: { matchLabels: { app: "search" } },
    policyTypes: ["Ingress"],
  });
});
