import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { front, optional } from "../../index.ts";

const http = { port: 8080, protocol: "http" } as const;
const reviews = front("reviews", { ports: { http } });
const behind = (name: string, fields: Fields = {}) => serviceFile(name, { front: reviews, ...fields });

describe("a front", () => {
  const notOne = 'must be a front such as front("reviews", { ports: { ... } })';
  it.each<readonly [title: string, fields: Fields, problems: readonly string[]]>([
    ["with the ports of the service", {}, []],
    ["with some of them", { ports: { http, grpc: { port: 7070, protocol: "grpc" } } }, []],
    ["that is a name", { front: "reviews" }, [`front: ${notOne}, got "reviews"`]],
    ["that is null", { front: null }, [`front: ${notOne}, got null`]],
    ["that is a list", { front: [reviews] }, [`front: ${notOne}, got a list`]],
    ["that is an endpoint", { front: reviews.endpoint("http") }, [`front: ${notOne}, got an object`]],
    ["that is another constructor's", { front: optional(reviews.endpoint("http")) }, [`front: ${notOne}, got an object`]],
    ["without ports", { front: front("reviews", { ports: {} }) }, ["front.ports: must not be empty"]],
    [
      "with a malformed name",
      { front: front("Reviews", { ports: { http } }) },
      ['front.name: "Reviews" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ],
    ["with the name of the service", { front: front("app", { ports: { http } }) }, ['front: the name "app" belongs to the service app']],
    [
      "with a port that the service lacks",
      { ports: { grpc: { port: 7070, protocol: "grpc" } } },
      ['front: app has no port "http" (known: "grpc"), but its front reviews has it'],
    ],
    [
      "with a name that objects have",
      { front: front("reviews", { ports: { constructor: http } }) },
      ['front: app has no port "constructor" (known: "http"), but its front reviews has it'],
    ],
    [
      "of another number",
      { ports: { http: { port: 8081, protocol: "http" } } },
      ["ports.http.port: 8081 differs from 8080 of the front reviews"],
    ],
    [
      "of another protocol",
      { ports: { http: { port: 8080, protocol: "tcp" } } },
      ["ports.http.protocol: tcp differs from http of the front reviews"],
    ],
    [
      "with one number twice",
      {
        front: front("reviews", { ports: { http, web: { port: 8081, protocol: "http" } } }),
        ports: { http, web: { port: 8081, protocol: "http", servicePort: 81 } },
      },
      ['front.ports.web: 80 is already the servicePort of "http"'],
    ],
    [
      "with malformed ports",
      { front: { ...reviews, ports: { http: { port: 0, protocol: "htp" } } } },
      ["front.ports.http.port: must be at least 1, got 0", 'front.ports.http.protocol: must be "grpc", "http", "tcp" or "udp", got "htp"'],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsOf(fleetOf({ services: [behind("app", fields)] }))).toEqual(problems.map((problem) => `services/app.ts: ${problem}`));
  });

  it("has one form in all files", () => {
    const services = [
      behind("a"),
      behind("b"),
      behind("c", { front: front("reviews", { ports: { http: { ...http, servicePort: 9080 } } }) }),
    ];
    expect(problemsOf(fleetOf({ services }))).toEqual(['services/c.ts: front: the front "reviews" has other ports in services/a.ts']);
  });

  it("has no name of another Service", () => {
    const orders = serviceFile("orders", { stateful: {} });
    const named = (name: string) => problemsOf(fleetOf({ services: [orders, behind("a", { front: front(name, { ports: { http } }) })] }));
    expect(named("orders")).toEqual(['services/a.ts: front: the name "orders" belongs to the service orders']);
    expect(named("orders-headless")).toEqual([
      'services/a.ts: front: the name "orders-headless" belongs to the headless Service of orders',
    ]);
  });
});

describe("a call of a front", () => {
  const [v1, v2] = [behind("v1"), behind("v2")];
  const web = (call: unknown = reviews.endpoint("http")) => serviceFile("web", { calls: () => ({ reviews: call }) });

  it("leads to all services behind it", () => {
    const [stack] = modelOf(fleetOf({ services: [v1, v2, web()] })).stacks;
    expect(stack?.calls.get("web")).toMatchObject([
      {
        address: "reviews:80",
        opens: { port: 8080, protocol: "TCP" },
        to: { kind: "front", front: "reviews", port: "http", services: ["v1", "v2"] },
      },
    ]);
    expect([...(stack?.callers.keys() ?? [])]).toEqual(["v1", "v2"]);
  });

  it.each<readonly [title: string, call: unknown, problems: readonly string[]]>([
    [
      "of an unknown port",
      { ...reviews.endpoint("http"), port: "htp" },
      ['calls.reviews: the front reviews has no port "htp"; did you mean "http"?'],
    ],
    ["that no service has", front("ratings", { ports: { http } }).endpoint("http"), ['calls.reviews: no service has the front "ratings"']],
    ["without an endpoint", reviews, ['calls.reviews: must be an endpoint such as service.endpoint("port")']],
  ])("%s", (_title, call, problems) => {
    expect(problemsOf(fleetOf({ services: [v1, v2, web(call)] }))).toEqual(problems.map((problem) => `services/web.ts: ${problem}`));
  });

  it("needs one service behind it on each stack, unless it is optional", () => {
    const stacks = (caller: ReturnType<typeof web>) => [
      stackFile("one"),
      stackFile("two", { services: [v2.service, caller.service] }),
      stackFile("three", { services: [caller.service] }),
    ];
    const required = web();
    expect(problemsOf(fleetOf({ services: [v1, v2, required], stacks: stacks(required) }))).toEqual([
      "stacks/three.ts: services: the stack does not run v1, but web calls reviews",
    ]);
    const caller = web(optional(reviews.endpoint("http")));
    const { stacks: models } = modelOf(fleetOf({ services: [v1, v2, caller], stacks: stacks(caller) }));
    expect(models.map(({ calls }) => calls.get("web")?.[0]?.to)).toMatchObject([
      { services: ["v1", "v2"] },
      { services: ["v2"] },
      { kind: "absent" },
    ]);
  });
});
