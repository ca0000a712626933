import { checkFleet } from "../check/check-fleet.ts";
import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, problemsWith, serviceFile, stackFile } from "../../../test/fleets.ts";

const problems = (fields: Fields): readonly string[] => problemsWith(fields).map((each) => each.replace(/^services\/app\.ts: /, ""));

describe("egress", () => {
  it.each<readonly [title: string, egress: unknown, problems: readonly string[]]>([
    ["nothing", {}, []],
    ["the internet, over TCP and UDP", { internet: [443, "443/udp"] }, []],
    ["closed places", { internet: [], ranges: { "10.9.0.0/16": [] }, namespaces: { kafka: [] } }, []],
    ["ranges", { ranges: { "10.9.0.0/16": [5432], "34.1.2.3/32": ["53/udp", 53] } }, []],
    ["no object", 443, ["egress: must be an object, got 443"]],
    ["a misspelt field", { intrenet: [443] }, ['egress.intrenet: unknown field; did you mean "internet"?']],
    ["a port without a list", { internet: 443 }, ["egress.internet: must be a list, got 443"]],
    [
      "no ports",
      { internet: [0, 65_536, -1, 1.5, "443", "0/udp", "65536/udp", "53/tcp", "1e3/udp"] },
      [0, 65_536, -1, 1.5, '"443"', '"0/udp"', '"65536/udp"', '"53/tcp"', '"1e3/udp"'].map(
        (port, index) => `egress.internet.${index}: must be a port, 1 to 65535, such as 443 or "8125/udp", got ${port}`,
      ),
    ],
    [
      "a port twice",
      { internet: [443, 443], namespaces: { a: ["1/udp", "1/udp"] } },
      ["egress.internet: 443 is listed twice", "egress.namespaces.a: 1/udp is listed twice"],
    ],
    ["every address", { ranges: { "0.0.0.0/0": [443] } }, ['egress.ranges.0.0.0.0/0: "0.0.0.0/0" is every address']],
    [
      "half of them",
      { ranges: { "128.0.0.0/1": [443] } },
      ['egress.ranges.128.0.0.0/1: "128.0.0.0/1" is too wide: the prefix must have at least 8 bits'],
    ],
    [
      "the metadata server",
      { ranges: { "169.254.169.254/32": [80] } },
      ['egress.ranges.169.254.169.254/32: "169.254.169.254/32" has addresses of the node, of its metadata server or of groups'],
    ],
    [
      "a range around it",
      { ranges: { "169.0.0.0/8": [80] } },
      ['egress.ranges.169.0.0.0/8: "169.0.0.0/8" has addresses of the node, of its metadata server or of groups'],
    ],
    [
      "this machine",
      { ranges: { "127.0.0.1/32": [80] } },
      ['egress.ranges.127.0.0.1/32: "127.0.0.1/32" has addresses of the node, of its metadata server or of groups'],
    ],
    [
      "bits after the prefix",
      { ranges: { "10.9.1.0/16": [80] } },
      ['egress.ranges.10.9.1.0/16: "10.9.1.0/16" is not a range of IPv4 addresses such as 10.9.0.0/16'],
    ],
    [
      "an address",
      { ranges: { "10.9.1.7": [80] } },
      ['egress.ranges.10.9.1.7: "10.9.1.7" is not a range of IPv4 addresses such as 10.9.0.0/16'],
    ],
    ["IPv6", { ranges: { "fd00::/8": [80] } }, ['egress.ranges.fd00::/8: "fd00::/8" is not a range of IPv4 addresses such as 10.9.0.0/16']],
    [
      "a host",
      { ranges: { "db.example.com": [80] } },
      ['egress.ranges.db.example.com: "db.example.com" is not a range of IPv4 addresses such as 10.9.0.0/16'],
    ],
    [
      "nonsense",
      { ranges: { "": [80], "999.1.1.1": [80] } },
      [
        'egress.ranges.: "" is not a range of IPv4 addresses such as 10.9.0.0/16',
        'egress.ranges.999.1.1.1: "999.1.1.1" is not a range of IPv4 addresses such as 10.9.0.0/16',
      ],
    ],
    [
      "no namespaces",
      { namespaces: { Kafka: [9092], "a.b": [1], constructor: [1] } },
      ['egress.namespaces.Kafka: "Kafka" is not the name of a namespace', 'egress.namespaces.a.b: "a.b" is not the name of a namespace'],
    ],
    ["its own namespace", { namespaces: { shop: [80] } }, ['egress.namespaces.shop: "shop" is the service\'s own namespace']],
  ])("%s", (_title, egress, expected) => {
    expect(problems({ egress })).toEqual(expected);
  });

  it("of a prototype's name is a place like others", () => {
    const egress = { namespaces: JSON.parse('{"__proto__": [80]}') as unknown };
    expect(problems({ egress })).toEqual(['egress.namespaces.__proto__: "__proto__" is not the name of a namespace']);
  });

  it("is reported at the layer that opens the place", () => {
    const stack = { egress: { ranges: { "10.0.0.0/7": [1] } } };
    expect(problems({ tiers: { latest: stack } })).toEqual([
      'tiers.latest.egress.ranges.10.0.0.0/7: "10.0.0.0/7" is too wide: the prefix must have at least 8 bits',
    ]);
  });
});

describe("allowFrom", () => {
  it.each<readonly [title: string, allowFrom: unknown, problems: readonly string[]]>([
    ["places", { namespaces: { ops: ["http"] }, ranges: { "10.8.0.0/16": ["http"] } }, []],
    ["a number for a port", { namespaces: { ops: [8080] } }, ["allowFrom.namespaces.ops.0: must be a string, got 8080"]],
    [
      "an unknown port, twice",
      { namespaces: { ops: ["htp", "htp"] } },
      ['allowFrom.namespaces.ops: "htp" is listed twice', 'allowFrom.namespaces.ops: app has no port "htp"; did you mean "http"?'],
    ],
    ["the internet", { ranges: { "0.0.0.0/0": ["http"] } }, ['allowFrom.ranges.0.0.0.0/0: "0.0.0.0/0" is every address']],
    ["its own namespace", { namespaces: { shop: ["http"] } }, ['allowFrom.namespaces.shop: "shop" is the service\'s own namespace']],
  ])("%s", (_title, allowFrom, expected) => {
    expect(problems({ allowFrom })).toEqual(expected);
  });
});

it("keeps the namespaces of other tiers on the same cluster closed", () => {
  const app = serviceFile("app", { egress: { namespaces: { "shop-prod": [80] } }, allowFrom: { namespaces: { "shop-prod": ["http"] } } });
  const other = serviceFile("other");
  const shared = { cluster: "one" };
  const stacks = [
    stackFile("latest", shared),
    stackFile("next", { ...shared, namespace: "next" }),
    stackFile("prod", { ...shared, tier: "prod", namespace: "shop-prod", services: [other.service] }),
  ];
  const why = '"shop-prod" is the namespace of prod, a stack of tier prod';
  expect(problemsOf(fleetOf({ services: [app, other], stacks }))).toEqual([
    `services/app.ts: egress.namespaces.shop-prod: ${why}`,
    `services/app.ts: allowFrom.namespaces.shop-prod: ${why}`,
  ]);
});

describe("sessionAffinity", () => {
  it.each<readonly [unknown, readonly string[]]>([
    [{ seconds: 3600 }, []],
    [{ seconds: 0 }, ["sessionAffinity.seconds: must be at least 1, got 0"]],
    [{ seconds: 86_401 }, ["sessionAffinity.seconds: must be at most 86400, got 86401"]],
    [{}, ["sessionAffinity.seconds: missing: a number is required"]],
    [true, ["sessionAffinity: must be an object, got true"]],
  ])("%j", (sessionAffinity, expected) => {
    expect(problems({ sessionAffinity })).toEqual(expected);
  });

  it("needs a port", () => {
    const exec = { kind: "exec", command: ["a"] };
    const health = { readiness: exec, liveness: { ...exec, command: ["b"] } };
    expect(problems({ ports: undefined, health, sessionAffinity: { seconds: 1 } })).toEqual([
      "sessionAffinity: a service without ports has no clients",
    ]);
  });
});

describe("a udp port", () => {
  const dns = { port: 5353, protocol: "udp" };

  it("may have the number of a TCP port", () => {
    expect(problems({ ports: { http: { port: 5353, protocol: "http" }, dns } })).toEqual([]);
    expect(problems({ ports: { http: { port: 8080, protocol: "http" }, dns, other: dns } })).toEqual([
      'ports.other.port: 5353 is already the port of "dns"',
    ]);
  });

  it("has no checks", () => {
    const checks = "readiness and liveness checks";
    expect(problems({ ports: { dns } })).toEqual([`health: missing: a service without a TCP port must have ${checks}`]);
    expect(
      problems({ ports: { http: { port: 8080, protocol: "http" }, dns }, health: { liveness: { kind: "tcp", port: "dns" } } }),
    ).toEqual(['health.liveness.port: "dns" is a udp port; a check needs a TCP port']);
    const both = { readiness: { kind: "tcp", port: "dns" }, liveness: { kind: "tcp", port: "dns" } };
    expect(problems({ ports: { http: { port: 8080, protocol: "http" }, dns }, health: both })).toEqual([
      'health.readiness.port: "dns" is a udp port; a check needs a TCP port; also at health.liveness.port',
    ]);
  });

  it("is never public", () => {
    for (const ports of [{ http: { port: 8080, protocol: "http" }, dns }, { dns }])
      expect(problems({ ports, public: { port: "dns" } })).toEqual([
        'public.port: "dns" is a udp port; a public route needs an http or grpc port',
      ]);
  });
});

it.each<readonly [string, string | undefined]>([
  ["0.0.0.0/0", "for the internet, write egress: { internet: [443] }"],
  ["10.9.1.0/16", 'write "10.9.0.0/16"'],
  ["10.9.1.7", 'write "10.9.1.7/32"'],
  ["999.1.1.1", undefined],
  ["10.0.0.0/99", undefined],
])("suggests what to write for %s", (text, hint) => {
  const fleet = fleetOf({ services: [serviceFile("app", { egress: { ranges: { [text]: [1] } } })] });
  expect(checkFleet(fleet).problems.map((problem) => problem.hint)).toEqual([hint]);
});
