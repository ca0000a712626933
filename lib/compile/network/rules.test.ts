import { describe, expect, it } from "vitest";
import { compileFleet } from "../../../test/compile-fleet.ts";
import { type Fields, fleetOf, serviceFile, stackFile, type TestServiceFile } from "../../../test/fleets.ts";
import { allServices, optional, outside, type OutsideCall, redis } from "../../index.ts";
import type { StackFile } from "../../model/fleet.ts";
import { findPath } from "../manifest-path.ts";

const valueOf = (
  services: readonly TestServiceFile[],
  [kind, name, path]: readonly [string, string, string],
  stacks?: readonly StackFile[],
) =>
  compileFleet(fleetOf({ services, ...(stacks === undefined ? {} : { stacks }) })).flatMap(({ manifest, scope }) =>
    scope.kind === "service" && manifest.kind === kind && manifest.metadata.name === name ? [findPath(manifest, path)?.value] : [],
  );

/** Returns the rules for outgoing traffic after those for DNS. */
const egressOf = (fields: Fields): unknown => {
  const [rules] = valueOf([serviceFile("app", fields)], ["NetworkPolicy", "app", "spec.egress"]);
  return (rules as readonly unknown[]).slice(1);
};

const namespace = (name: string) => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } } });
const pods = (instance: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/instance": instance } } });
const range = (cidr: string) => ({ ipBlock: { cidr } });
const tcp = (...ports: readonly number[]) => ports.map((port) => ({ port, protocol: "TCP" }));
const udp = (...ports: readonly number[]) => ports.map((port) => ({ port, protocol: "UDP" }));

describe("egress", () => {
  it("opens the internet without private addresses and without the metadata server", () => {
    expect(egressOf({ egress: { internet: [443, "443/udp", 80] } })).toEqual([
      {
        ports: [...tcp(80, 443), ...udp(443)],
        to: [
          {
            ipBlock: {
              cidr: "0.0.0.0/0",
              except: [
                "0.0.0.0/8",
                "10.0.0.0/8",
                "100.64.0.0/10",
                "127.0.0.0/8",
                "169.254.0.0/16",
                "172.16.0.0/12",
                "192.0.0.0/24",
                "192.168.0.0/16",
                "198.18.0.0/15",
                "224.0.0.0/4",
                "240.0.0.0/4",
              ],
            },
          },
        ],
      },
    ]);
  });

  it.each<readonly [string, Fields, readonly unknown[]]>([
    [
      "namespaces",
      { egress: { namespaces: { zoo: [2181], kafka: [9093, 9092] } } },
      [
        { ports: tcp(9092, 9093), to: [namespace("kafka")] },
        { ports: tcp(2181), to: [namespace("zoo")] },
      ],
    ],
    [
      "ranges",
      { egress: { ranges: { "10.9.0.0/16": ["8125/udp", 5432] } } },
      [{ ports: [...tcp(5432), ...udp(8125)], to: [range("10.9.0.0/16")] }],
    ],
    [
      "a range of a need, in one rule",
      { needs: { hot: redis({ memoryGb: 1 }) }, egress: { ranges: { "10.10.249.8/29": [22] } } },
      [{ ports: tcp(22, 6379), to: [range("10.10.249.8/29")] }],
    ],
    [
      "a range that a tier closes",
      { egress: { ranges: { "10.9.0.0/16": [1] } }, tiers: { latest: { egress: { ranges: { "10.9.0.0/16": [] } } } } },
      [],
    ],
    [
      "a port that a tier adds",
      { egress: { internet: [443] }, tiers: { latest: { egress: { namespaces: { a: [1] } } } } },
      [{ ports: tcp(1), to: [namespace("a")] }, expect.objectContaining({ ports: tcp(443) })],
    ],
  ])("opens %s", (_title, fields, expected) => {
    expect(egressOf(fields)).toEqual(expected);
  });
});

describe("calls", () => {
  it.each<readonly [string, OutsideCall, readonly unknown[]]>([
    [
      "the internet",
      outside("api.stripe.com", 443),
      [{ ports: tcp(443), to: [expect.objectContaining({ ipBlock: expect.anything() as unknown })] }],
    ],
    ["a range", outside("db.example.com", 5432, { range: "10.9.0.0/16" }), [{ ports: tcp(5432), to: [range("10.9.0.0/16")] }]],
    ["one address", outside("10.9.0.7", 5432, { range: "10.9.0.7/32" }), [{ ports: tcp(5432), to: [range("10.9.0.7/32")] }]],
  ])("of a host outside open %s", (_title, call, expected) => {
    expect(egressOf({ calls: () => ({ it: call }) })).toEqual(expected);
  });

  it("share a rule with egress", () => {
    const calls = () => ({ a: outside("a.example.com", 443), b: outside("b.example.com", 443), c: outside("c.example.com", 80) });
    expect(egressOf({ calls, egress: { internet: [22, 443] } })).toEqual([expect.objectContaining({ ports: tcp(22, 80, 443) })]);
  });

  it("that are optional open nothing on a stack without the service", () => {
    const cart = serviceFile("cart");
    const app = serviceFile("app", { calls: () => ({ cart: optional(cart.service.endpoint("http")) }) });
    const stacks = [stackFile("eu"), stackFile("us", { services: allServices.except(cart.service) })];
    expect(valueOf([app, cart], ["NetworkPolicy", "app", "spec.egress.1"], stacks)).toEqual([
      { ports: tcp(8080), to: [pods("cart")] },
      undefined,
    ]);
  });
});

describe("allowFrom", () => {
  it("adds places to the callers and the Gateway of a port", () => {
    const app = serviceFile("app", {
      ports: { http: { port: 8080, protocol: "http" }, stats: { port: 8125, protocol: "udp" } },
      public: { port: "http" },
      allowFrom: { namespaces: { ops: ["http", "stats"], gateway: ["http"] }, ranges: { "10.8.0.0/16": ["http"] } },
    });
    const caller = serviceFile("caller", { calls: () => ({ app: app.service.endpoint("http"), stats: app.service.endpoint("stats") }) });
    expect(valueOf([app, caller], ["NetworkPolicy", "app", "spec.ingress"])).toEqual([
      [
        { from: [namespace("gateway"), namespace("ops"), pods("caller"), range("10.8.0.0/16")], ports: tcp(8080) },
        { from: [namespace("ops"), pods("caller")], ports: udp(8125) },
      ],
    ]);
    expect(valueOf([app, caller], ["NetworkPolicy", "caller", "spec.egress.1"])).toEqual([
      { ports: [...tcp(8080), ...udp(8125)], to: [pods("app")] },
    ]);
  });
});

describe("a udp port", () => {
  const dns = serviceFile("dns", {
    ports: { dns: { port: 5353, protocol: "udp", servicePort: 53 }, http: { port: 8080, protocol: "http" } },
  });

  it.each<readonly [readonly [string, string, string], unknown]>([
    [["Service", "dns", "spec.ports.0"], { name: "dns", port: 53, protocol: "UDP", targetPort: "dns" }],
    [["Deployment", "dns", "spec.template.spec.containers.0.ports.0"], { containerPort: 5353, name: "dns", protocol: "UDP" }],
    [["Deployment", "dns", "spec.template.spec.containers.0.readinessProbe.httpGet.port"], 8080],
    [
      ["NetworkPolicy", "dns", "spec.ingress.0.ports"],
      [...tcp(8080), ...udp(5353)],
    ],
  ])("is UDP in %j", (place, expected) => {
    expect(valueOf([dns], place)).toEqual([expected]);
  });
});

it("keeps a client on one pod", () => {
  const app = serviceFile("app", { sessionAffinity: { seconds: 600 } });
  expect(valueOf([app], ["Service", "app", "spec.sessionAffinity"])).toEqual(["ClientIP"]);
  expect(valueOf([app], ["Service", "app", "spec.sessionAffinityConfig"])).toEqual([{ clientIP: { timeoutSeconds: 600 } }]);
  expect(valueOf([app], ["Service", "app", "spec"], [stackFile("latest")])).toHaveLength(1);
});
