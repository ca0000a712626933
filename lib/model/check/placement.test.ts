import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, rawServiceFile, rawStackFile, serviceFile, stackFile } from "../../../test/fleets.ts";
import { exact, fixed, keda, single } from "../../index.ts";
import { bucket } from "../needs/bucket.ts";
import { redis } from "../needs/redis.ts";
import { topic } from "../needs/topic.ts";
import { allServices } from "../stack.ts";

const triggers = [{ type: "cron", metadata: {} }];
const cache = redis({ memoryGb: 1 });
const web = (fields: Fields = {}) => serviceFile("web", { public: { port: "http", subdomain: "www" }, ...fields });

describe("values that a stack must have", () => {
  it.each<[title: string, services: readonly Fields[], stack: Fields, problems: readonly string[]]>([
    ["no private range without a need", [{}], { privateRange: undefined }, []],
    ["no private range for secrets", [{ needs: { pepper: { kind: "secret", keys: ["value"] } } }], { privateRange: undefined }, []],
    [
      "a private range for each need that is reached there",
      [{ needs: { cache } }, { needs: { orders: topic(), images: bucket() } }],
      { privateRange: undefined },
      ['stacks/latest.ts: privateRange: missing: redis "cache" of s0 and 2 more needs are reached there'],
    ],
    [
      "a domain for a public service",
      [{ public: { port: "http" } }],
      { domain: undefined },
      ["stacks/latest.ts: domain: missing: s0 is public"],
    ],
    ["no domain for a whole host", [{ public: { port: "http", host: "www.example.com" } }], { domain: undefined }, []],
  ])("%s", (_title, services, stack, problems) => {
    const files = services.map((fields, index) => serviceFile(`s${index}`, fields));
    expect(problemsOf(fleetOf({ services: files, stacks: [stackFile("latest", stack)] }))).toEqual(problems);
  });
});

describe("hosts", () => {
  it.each<[title: string, route: Fields, problems: readonly string[]]>([
    ["one name for two services", { subdomain: "www" }, ["services/web2.ts: public: www.shop.example.com/ on latest already leads to web"]],
    [
      "one host, written in two ways",
      { host: "www.shop.example.com" },
      ["services/web2.ts: public: www.shop.example.com/ on latest already leads to web"],
    ],
    [
      "one host, two paths",
      { subdomain: "www", paths: ["/api"] },
      ["services/web2.ts: public: the host www.shop.example.com on latest belongs to web"],
    ],
    [
      "a redirect from the host",
      { redirectFrom: ["www.shop.example.com"] },
      ["services/web2.ts: public.redirectFrom: www.shop.example.com/ on latest already leads to web"],
    ],
    [
      "one path of two",
      { subdomain: "www", paths: ["/api", "/"] },
      ["services/web2.ts: public: www.shop.example.com/ on latest already leads to web"],
    ],
    ["two hosts", { subdomain: "api" }, []],
  ])("%s", (_title, route, problems) => {
    const second = serviceFile("web2", { public: { port: "http", ...route } });
    expect(problemsOf(fleetOf({ services: [web(), second] }))).toEqual(problems);
  });

  it.each<[title: string, share: readonly string[], route: Fields, problems: readonly string[]]>([
    ["a path", ["web2"], { paths: ["/api"] }, []],
    [
      "a path to another service",
      ["other"],
      { paths: ["/api"] },
      ["services/web2.ts: public: the host www.shop.example.com on latest belongs to web"],
    ],
    ["a whole path below a prefix", ["web2"], { paths: [exact("/")] }, []],
    ["its own path", ["web2"], { paths: ["/"] }, ["services/web2.ts: public: www.shop.example.com/ on latest already leads to web"]],
  ])("the owner of a host shares %s", (_title, share, route, problems) => {
    const owner = serviceFile("web", { public: { port: "http", subdomain: "www", share } });
    const second = serviceFile("web2", { public: { port: "http", subdomain: "www", ...route } });
    expect(problemsOf(fleetOf({ services: [second, owner, serviceFile("other")] }))).toEqual(problems);
  });

  it("the owner of a host shares it on its own stack only", () => {
    const owner = serviceFile("web", { public: { port: "http", host: "www.example.com", share: ["web2"] } });
    const second = serviceFile("web2", { public: { port: "http", host: "www.example.com", paths: ["/api"] } });
    const stacks = [
      stackFile("first", { cluster: "main", services: [owner.service] }),
      stackFile("second", { cluster: "main", namespace: "second", domain: "b.example.com", services: [second.service] }),
    ];
    expect(problemsOf(fleetOf({ services: [owner, second], stacks }))).toEqual([
      "services/web2.ts: public: the host www.example.com on second belongs to web of first",
    ]);
  });

  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    [
      "two stacks on one cluster",
      { cluster: "main", namespace: "second" },
      ["stacks/second.ts: domain: www.shop.example.com/ already leads to web of first, on the same gateway"],
    ],
    ["two stacks on one cluster with separate domains", { cluster: "main", namespace: "second", domain: "second.example.com" }, []],
    [
      "two stacks on one cluster with separate gateways",
      { cluster: "main", namespace: "second", gateway: { name: "second", namespace: "gateway" } },
      [],
    ],
    ["two stacks on two clusters", { cluster: "other" }, []],
  ])("one host on %s", (_title, fields, problems) => {
    const stacks = [stackFile("first", { cluster: "main" }), stackFile("second", fields)];
    expect(problemsOf(fleetOf({ services: [web()], stacks }))).toEqual(problems);
  });
});

describe("names that are put together", () => {
  it("an Application's is at most 63", () => {
    const service = rawServiceFile("s".repeat(32), web().service.input);
    const stack = (length: number) => rawStackFile("t".repeat(length), stackFile("x").stack.input);
    expect(problemsOf(fleetOf({ services: [service], stacks: [stack(30)] }))).toEqual([]);
    expect(problemsOf(fleetOf({ services: [service], stacks: [stack(31)] }))).toEqual([
      `stacks/${"t".repeat(31)}.ts: the Application "${"t".repeat(31)}-${"s".repeat(32)}" has 64 characters; at most 63 fit`,
    ]);
  });

  it("a bucket's is at most 63", () => {
    const service = serviceFile("s".repeat(36), { needs: { "images-of-goods": bucket() } });
    expect(problemsOf(fleetOf({ services: [service] }))).toEqual([
      `services/${"s".repeat(36)}.ts: needs.images-of-goods: the bucket name "shop-latest-latest-${"s".repeat(36)}-images-of-goods" has 71 characters; at most 63 fit`,
    ]);
  });

  it("an instance's is one service's", () => {
    const services = [serviceFile("a", { needs: { "b-c": cache } }), serviceFile("a-b", { needs: { c: cache } })];
    expect(problemsOf(fleetOf({ services }))).toEqual([
      'services/a-b.ts: needs.c: the instance name "latest-a-b-c" is taken by need "b-c" of a',
    ]);
  });

  it("an instance's is one stack's", () => {
    const b = serviceFile("b", { needs: { "c-d": bucket() } });
    const abc = serviceFile("a-b-c", { needs: { d: bucket() } });
    const stacks = [stackFile("x", { services: [abc.service] }), stackFile("x-a", { services: [b.service] })];
    expect(problemsOf(fleetOf({ services: [b, abc], stacks }))).toEqual([
      'services/b.ts: needs.c-d: the instance name "x-a-b-c-d" is taken by need "d" of a-b-c on x',
    ]);
  });
});

describe("topics", () => {
  const shop = serviceFile("shop", { needs: { orders: topic(), cache } });
  const at = "services/mail.ts: needs.inbox.topic:";
  it.each<[title: string, topicOf: () => unknown, stack: Fields, problems: readonly string[]]>([
    ["of a service that runs", () => shop.service.need("orders"), {}, []],
    ["that are no topics", () => shop.service.need("cache"), {}, [`${at} shop has no topic "cache"`]],
    ["that are not there", () => shop.service.need("order"), {}, [`${at} shop has no topic "order"`]],
    [
      "of a service that does not run",
      () => shop.service.need("orders"),
      { services: allServices.except(shop.service) },
      ['stacks/latest.ts: services: the stack does not run shop, but mail subscribes to its topic "orders"'],
    ],
    [
      "of a service that is in no file",
      () => serviceFile("ghost", { needs: { orders: topic() } }).service.need("orders"),
      {},
      ["services/mail.ts: needs.inbox: ghost is not the default export of a file in services/"],
    ],
    ["undefined", () => undefined, {}, [`${at} must return a topic: () => service.need("topic")`]],
    ["null", () => null, {}, [`${at} must return a topic: () => service.need("topic")`]],
    ["a string", () => "orders", {}, [`${at} must return a topic: () => service.need("topic")`]],
    ["a service", () => shop.service, {}, [`${at} must return a topic: () => service.need("topic")`]],
    [
      "of a function that fails",
      () => {
        throw new Error("no such thing");
      },
      {},
      [`${at} failed: no such thing`],
    ],
  ])("%s", (_title, topicOf, stack, problems) => {
    const mail = serviceFile("mail", { needs: { inbox: { kind: "subscription", topic: topicOf, ackSeconds: 60 } } });
    expect(problemsOf(fleetOf({ services: [shop, mail], stacks: [stackFile("latest", stack)] }))).toEqual(problems);
  });
});

describe("quota", () => {
  const job = { ports: {}, schedule: { cron: "0 3 * * *" } };
  it.each<[title: string, services: readonly Fields[], quota: Fields, problems: readonly string[]]>([
    ["that a full rollout fits in", [{}], { pods: 13, cpu: "1300m", memory: "1664Mi" }, []],
    [
      "that is one too small",
      [{}],
      { pods: 12, cpu: "1299m", memory: "1663Mi" },
      [
        "stacks/latest.ts: quota.pods: 12 is below the 13 that the services may scale to",
        "stacks/latest.ts: quota.cpu: 1299m is below the 1300m that the services may request",
        "stacks/latest.ts: quota.memory: 1663Mi is below the 1664Mi that the services may request",
      ],
    ],
    ["that two services share", [{ scale: { max: 4 } }, { scale: { max: 8 } }], { pods: 15 }, []],
    [
      "that two services share badly",
      [{ scale: { max: 4 } }, { scale: { max: 8 } }],
      { pods: 14 },
      ["stacks/latest.ts: quota.pods: 14 is below the 15 that the services may scale to"],
    ],
    ["of which a schedule takes one pod", [job], { pods: 1, cpu: "100m" }, []],
    ["of which a single pod takes one, also during a rollout", [{ scale: single() }], { pods: 1 }, []],
    ["of which a fixed number takes a quarter more", [{ scale: fixed(4) }], { pods: 5 }, []],
    [
      "that a fixed number exceeds during a rollout",
      [{ scale: fixed(4) }],
      { pods: 4 },
      ["stacks/latest.ts: quota.pods: 4 is below the 5 that the services may scale to"],
    ],
    ["of which KEDA takes its maximum and a quarter", [{ scale: keda({ min: 2, max: 8, triggers }) }], { pods: 10 }, []],
    ["of which a StatefulSet takes no more during a rollout", [{ stateful: {}, scale: fixed(4) }], { pods: 4 }, []],
    ["of which a daemon takes a pod for each node", [{ daemon: { maxNodes: 7 } }], { pods: 7 }, []],
    [
      "with quantities that are large",
      [{ resources: { memory: "500Gi" }, scale: { max: 800 } }],
      { memory: "400Ti" },
      ["stacks/latest.ts: quota.memory: 400Ti is below the 500000Gi that the services may request"],
    ],
  ])("%s", (_title, services, quota, problems) => {
    const files = services.map((fields, index) => serviceFile(`s${index}`, fields));
    expect(problemsOf(fleetOf({ services: files, stacks: [stackFile("latest", { quota })] }))).toEqual(problems);
  });
});

it("refuses a service with the name of a headless Service", () => {
  const services = [serviceFile("orders", { stateful: {} }), serviceFile("orders-headless")];
  expect(problemsOf(fleetOf({ services }))).toEqual([
    "stacks/latest.ts: services: the service orders-headless has the name of the headless Service of orders, which is stateful",
  ]);
  expect(problemsOf(fleetOf({ services: [serviceFile("orders"), serviceFile("orders-headless")] }))).toEqual([]);
});
