import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { address, bind, bucket, exec, postgres, redis, secret, subscription, topic, use, valkey } from "../../index.ts";
import type { ServiceFile, StackFile } from "../../model/fleet.ts";
import { toYaml } from "../../render/yaml.ts";
import { compileStack } from "../compile-stack.ts";
import { findPath } from "../manifest-path.ts";

const policies = (services: readonly ServiceFile[], stacks: readonly StackFile[] = [stackFile("latest")]) => {
  const fleet = fleetOf({ services, stacks });
  const model = modelOf(fleet);
  return model.stacks.flatMap((stack) =>
    compileStack(model, stack, lockFor(fleet)).manifests.flatMap(({ scope, manifest }) =>
      manifest.kind === "NetworkPolicy" && scope.kind === "service" ? [{ stack: stack.name, manifest }] : [],
    ),
  );
};

const rules = (area: "egress" | "ingress", name: string, services: readonly ServiceFile[], stacks?: readonly StackFile[]): unknown =>
  policies(services, stacks).flatMap(({ manifest }) => (manifest.metadata.name === name ? findPath(manifest, `spec.${area}`)?.value : []));

const tcp = (...ports: readonly number[]) => ports.map((port) => ({ port, protocol: "TCP" }));
const pods = (instance: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/instance": instance } } });
const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });
const range = (cidr: string) => ({ ipBlock: { cidr } });
const DNS = {
  ports: [
    { port: 53, protocol: "UDP" },
    { port: 53, protocol: "TCP" },
  ],
  to: [namespace("kube-system"), range("169.254.20.10/32"), range("169.254.169.254/32")],
};
const METADATA_SERVER = [
  { ports: tcp(988), to: [range("169.254.169.252/32")] },
  { ports: tcp(80), to: [range("169.254.169.254/32")] },
];

const two = { ports: { http: { port: 8080, protocol: "http" }, admin: { port: 9000, protocol: "grpc" } } };
const cart = serviceFile("cart", two);
const front = serviceFile("front", { calls: () => ({ carts: cart.service.endpoint("http"), admin: cart.service.endpoint("admin") }) });
const batch = serviceFile("batch", {
  calls: () => ({ carts: cart.service.endpoint("http"), again: cart.service.endpoint("http") }),
  jobs: { load: { command: ["load"] } },
});

it("selects pods by one label and covers both directions", () => {
  expect(
    policies([serviceFile("cart")])
      .map(({ manifest }) => toYaml(manifest))
      .join("---\n"),
  ).toMatchInlineSnapshot(`
    "apiVersion: networking.k8s.io/v1
    kind: NetworkPolicy
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
      egress:
        - ports:
            - port: 53
              protocol: UDP
            - port: 53
              protocol: TCP
          to:
            - namespaceSelector:
                matchLabels:
                  kubernetes.io/metadata.name: kube-system
            - ipBlock:
                cidr: 169.254.20.10/32
            - ipBlock:
                cidr: 169.254.169.254/32
      ingress:
        - from:
            - podSelector:
                matchLabels:
                  app.kubernetes.io/instance: cart
          ports:
            - port: 8080
              protocol: TCP
      podSelector:
        matchLabels:
          app.kubernetes.io/instance: cart
      policyTypes:
        - Ingress
        - Egress
    "
  `);
});

describe("a service may reach", () => {
  it("DNS only, if it has no calls and no needs", () => {
    expect(rules("egress", "cart", [cart])).toEqual([DNS]);
  });

  it("only the ports that it calls, with a rule for each callee", () => {
    const ad = serviceFile("ad");
    const calls = () => ({ carts: cart.service.endpoint("admin"), ads: ad.service.endpoint("http") });
    expect(rules("egress", "front", [cart, ad, serviceFile("front", { calls })])).toEqual([
      DNS,
      { ports: tcp(8080), to: [pods("ad")] },
      { ports: tcp(9000), to: [pods("cart")] },
    ]);
  });

  it("each port of a callee once, in one rule", () => {
    expect(rules("egress", "front", [cart, front])).toEqual([DNS, { ports: tcp(8080, 9000), to: [pods("cart")] }]);
    expect(rules("egress", "batch", [cart, batch])).toEqual([DNS, { ports: tcp(8080), to: [pods("cart")] }]);
  });

  it("the container's port, not the Service's", () => {
    const email = serviceFile("email", { ports: { grpc: { port: 8080, protocol: "grpc", servicePort: 5000 } } });
    const shop = serviceFile("shop", { calls: () => ({ mail: email.service.endpoint("grpc") }) });
    expect(rules("egress", "shop", [email, shop])).toEqual([DNS, { ports: tcp(8080), to: [pods("email")] }]);
  });

  it.each<readonly [string, Fields, readonly unknown[]]>([
    ["a Redis", { carts: redis({ memoryGb: 1 }) }, [{ ports: tcp(6379), to: [range("10.10.228.248/29")] }]],
    ["a database", { db: postgres({ storageGb: 10 }) }, [{ ports: tcp(5432), to: [range("10.10.178.198/32")] }]],
    [
      "a Valkey, with the endpoint that reads",
      { pages: valkey({ memoryGb: 1 }) },
      [
        { ports: tcp(6379), to: [range("10.10.138.207/32")] },
        { ports: tcp(6379), to: [range("10.10.161.173/32")] },
      ],
    ],
    [
      "a database with a replica",
      { db: postgres({ storageGb: 10, replicas: 1 }) },
      [
        { ports: tcp(5432), to: [range("10.10.178.198/32")] },
        { ports: tcp(5432), to: [range("10.10.180.152/32")] },
      ],
    ],
    ["a shared database", { log: postgres({ instance: "shared" }) }, [{ ports: tcp(5432), to: [range("10.10.189.173/32")] }]],
    [
      "several needs, each at its own addresses",
      { carts: redis({ memoryGb: 1 }), db: postgres({ storageGb: 10 }) },
      [
        { ports: tcp(5432), to: [range("10.10.178.198/32")] },
        { ports: tcp(6379), to: [range("10.10.228.248/29")] },
      ],
    ],
    [
      "a bucket, with the metadata server for its identity",
      { assets: bucket() },
      [{ ports: tcp(443), to: [range("10.10.192.0/32")] }, ...METADATA_SERVER],
    ],
    [
      "a topic, with the metadata server for its identity",
      { orders: topic() },
      [{ ports: tcp(443), to: [range("10.10.192.0/32")] }, ...METADATA_SERVER],
    ],
    ["no secret, because External Secrets fetches it", { token: secret() }, []],
  ])("its needs, and no other address of the private range: %s", (_title, needs, expected) => {
    expect(rules("egress", "cart", [serviceFile("cart", { needs })])).toEqual([DNS, ...expected]);
  });

  it("a subscription to the topic of another service", () => {
    const shop = serviceFile("shop", { needs: { orders: topic() } });
    const mail = serviceFile("mail", {
      needs: { inbox: subscription({ topic: () => ({ service: "shop", need: "orders", spec: topic() }) }) },
    });
    expect(rules("egress", "mail", [shop, mail])).toEqual([DNS, { ports: tcp(443), to: [range("10.10.192.0/32")] }, ...METADATA_SERVER]);
  });

  it("an instance at its own address, and one that it uses", () => {
    const orders = serviceFile("orders", { needs: { db: postgres({ storageGb: 10 }), cache: redis({ memoryGb: 1 }) } });
    const billing = serviceFile("billing", { needs: { data: use(orders.service.need("db")) } });
    const stacks = [stackFile("latest", { addresses: [address(orders.service.need("db"), "10.10.4.5/32")] })];
    expect(rules("egress", "orders", [orders, billing], stacks)).toEqual([
      DNS,
      { ports: tcp(6379), to: [range("10.10.242.240/29")] },
      { ports: tcp(5432), to: [range("10.10.4.5/32")] },
    ]);
    expect(rules("egress", "billing", [orders, billing], stacks)).toEqual([DNS, { ports: tcp(5432), to: [range("10.10.4.5/32")] }]);
  });

  it("a bound instance at its address on the stack that owns it", () => {
    const sessions = serviceFile("sessions", { needs: { cache: redis({ memoryGb: 1 }) } });
    const need = { service: "sessions", need: "cache", spec: redis({ memoryGb: 1 }) };
    const bindings = [bind(need, { kind: "shared", stack: "first", tier: "latest", need })];
    const stacks = [stackFile("first", { privateRange: "10.1.0.0/16" }), stackFile("second", { privateRange: "10.2.0.0/16", bindings })];
    expect(rules("egress", "sessions", [sessions], stacks)).toEqual([
      DNS,
      { ports: tcp(6379), to: [range("10.1.230.32/29")] },
      DNS,
      { ports: tcp(6379), to: [range("10.1.230.32/29")] },
    ]);
  });
});

describe("a service accepts traffic", () => {
  it("from its callers and their jobs, by port", () => {
    expect(rules("ingress", "cart", [cart, front, batch])).toEqual([
      { from: [pods("batch"), pods("batch-load"), pods("front")], ports: tcp(8080) },
      { from: [pods("front")], ports: tcp(9000) },
    ]);
  });

  it("on no port without callers", () => {
    expect(rules("ingress", "cart", [cart, batch])).toEqual([{ from: [pods("batch"), pods("batch-load")], ports: tcp(8080) }]);
  });

  it("from its own pods if it has no callers", () => {
    expect(rules("ingress", "cart", [cart])).toEqual([{ from: [pods("cart")], ports: tcp(8080, 9000) }]);
    const probes = { readiness: exec(["a"]), liveness: exec(["b"]) };
    expect(rules("ingress", "cart", [serviceFile("cart", { ports: undefined, health: probes })])).toEqual([{ from: [pods("cart")] }]);
  });

  it("from the Gateway's namespace if it is public, and from callers", () => {
    const open = serviceFile("cart", { ...two, public: { port: "http" } });
    const caller = serviceFile("front", { calls: () => ({ cart: open.service.endpoint("http") }) });
    const stack = stackFile("latest", { gateway: { name: "edge", namespace: "ingress" } });
    expect(rules("ingress", "cart", [open, caller], [stack])).toEqual([{ from: [namespace("ingress"), pods("front")], ports: tcp(8080) }]);
  });
});

describe("a job", () => {
  it("has a separate policy: it calls what the service calls, and has no callers", () => {
    const services = [
      cart,
      serviceFile("batch", { ...two, calls: () => ({ carts: cart.service.endpoint("http") }), jobs: { load: { command: ["load"] } } }),
    ];
    expect(rules("egress", "batch-load", services)).toEqual(rules("egress", "batch", services));
    expect(rules("ingress", "batch-load", services)).toEqual([{ from: [pods("batch-load")] }]);
  });

  it("is selected by its own instance label", () => {
    const selectors = policies([cart, batch]).map(({ manifest }) => [
      manifest.metadata.name,
      findPath(manifest, "spec.podSelector.matchLabels")?.value,
    ]);
    expect(selectors).toEqual([
      ["cart", { "app.kubernetes.io/instance": "cart" }],
      ["batch", { "app.kubernetes.io/instance": "batch" }],
      ["batch-load", { "app.kubernetes.io/instance": "batch-load" }],
    ]);
  });
});
