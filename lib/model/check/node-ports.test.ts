import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";

const because = "statsd of the node";
const ports = { http: { port: 8080, protocol: "http" }, stats: { port: 8125, protocol: "udp" } };
const host = (numbers: Readonly<Record<string, number>>): Fields => ({
  ports,
  daemon: { exceptions: { hostPorts: { because, ports: numbers } } },
});
const network = (fields: Fields = ports): Fields => ({ ports: fields, daemon: { exceptions: { hostNetwork: { because } } } });
const on = (selector: Readonly<Record<string, string>>, arch?: string): Fields => ({
  nodes: { selector, ...(arch === undefined ? {} : { arch }) },
});

it.each<readonly [title: string, a: Fields, b: Fields, problems: readonly string[]]>([
  ["two ports", host({ stats: 8125 }), host({ stats: 8126 }), []],
  ["two transports", host({ stats: 8125 }), host({ http: 8125 }), []],
  [
    "one port",
    host({ stats: 8125 }),
    host({ stats: 8125 }),
    ["services/b.ts: daemon.exceptions.hostPorts.ports.stats: the port 8125/UDP of a node belongs to a"],
  ],
  [
    "one port and the network of the node",
    network(),
    host({ http: 8080 }),
    ["services/b.ts: daemon.exceptions.hostPorts.ports.http: the port 8080/TCP of a node belongs to a"],
  ],
  [
    "the network of the node twice",
    network({ http: ports.http }),
    network({ api: ports.http }),
    ["services/b.ts: ports.api.port: the port 8080/TCP of a node belongs to a"],
  ],
  ["separate pools of nodes", { ...host({ stats: 1 }), ...on({ pool: "a" }) }, { ...host({ stats: 1 }), ...on({ pool: "b" }) }, []],
  ["separate processors", { ...host({ stats: 1 }), ...on({}, "amd64") }, { ...host({ stats: 1 }), ...on({ pool: "a" }, "arm64") }, []],
  [
    "pools of nodes that overlap",
    { ...host({ stats: 1 }), ...on({ pool: "a" }) },
    { ...host({ stats: 1 }), ...on({ zone: "a" }) },
    ["services/b.ts: daemon.exceptions.hostPorts.ports.stats: the port 1/UDP of a node belongs to a"],
  ],
])("lets two node agents of a node have: %s", (_title, a, b, problems) => {
  const services = [serviceFile("a", a), serviceFile("b", b)];
  const stacks = [stackFile("one", { podSecurity: "privileged" }), stackFile("two", { podSecurity: "privileged" })];
  expect(problemsOf(fleetOf({ services, stacks }))).toEqual(problems);
});

it("finds one node agent on two stacks of a cluster", () => {
  const shared = { cluster: "shared", podSecurity: "privileged" };
  const stacks = [stackFile("one", shared), stackFile("two", { ...shared, namespace: "two" })];
  expect(problemsOf(fleetOf({ services: [serviceFile("agent", host({ stats: 8125 }))], stacks }))).toEqual([
    "services/agent.ts: daemon.exceptions.hostPorts.ports.stats: the port 8125/UDP of a node belongs to agent of one",
  ]);
});
