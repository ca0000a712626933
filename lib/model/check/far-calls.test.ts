import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { componentService, onStack, optional, outside, override, reachable } from "../../index.ts";
import type { AnyStack } from "../stack.ts";
import { checkFleet } from "./check-fleet.ts";

const cart = serviceFile("cart", { ports: { grpc: { port: 7070, protocol: "grpc" }, http: { port: 8080, protocol: "http" } } });
const web = serviceFile("web", { calls: () => ({ cart: cart.service.endpoint("grpc") }) });

/** Makes the stack `one`, whose `web` calls a target in place of the `cart` of the stack. */
const caller = (target: () => unknown, fields: Fields = {}) =>
  stackFile("one", {
    cluster: "main",
    namespace: "one",
    overrides: [override(web.service, { calls: () => ({ cart: target() }) as never })],
    ...fields,
  });

const named = (name: string): AnyStack => stackFile(name).stack;
const toTwo = () => onStack(named("two"), cart.service.endpoint("grpc"));
const two = (fields: Fields = {}) => stackFile("two", { cluster: "main", namespace: "two", ...fields });

describe("a call of another stack", () => {
  it("has the full name of a Service of the same cluster", () => {
    const [one] = modelOf(fleetOf({ services: [cart, web], stacks: [caller(toTwo), two()] })).stacks;
    expect(one?.calls.get("web")).toMatchObject([
      {
        address: "cart.two.svc.cluster.local:7070",
        opens: { port: 7070, protocol: "TCP" },
        to: { kind: "remote", stack: "two", service: "cart", port: "grpc", namespace: "two" },
      },
    ]);
  });

  const at = "stacks/one.ts: override(web).calls.cart:";
  it.each<readonly [title: string, target: () => unknown, two: Fields, problems: readonly string[]]>([
    ["of another tier", toTwo, { tier: "prod" }, [`${at} two is a stack of tier prod; one of tier latest cannot call it`]],
    ["that is the own stack", () => onStack(named("one"), cart.service.endpoint("grpc")), {}, [`${at} one is the stack itself`]],
    [
      "that does not run the service",
      toTwo,
      { services: [web.service] },
      [`${at} two does not run cart`, "stacks/two.ts: services: the stack does not run cart, but web calls it"],
    ],
    [
      "that no file has",
      () => onStack(named("three"), cart.service.endpoint("grpc")),
      {},
      [`${at} three is not the default export of a file in stacks/`],
    ],
    [
      "with an unknown port",
      () => onStack(named("two"), cart.service.endpoint("tcp")),
      {},
      [`${at} cart has no port "tcp" (known: "grpc", "http")`],
    ],
    [
      "with an unknown service",
      () => onStack(named("two"), serviceFile("ghost").service.endpoint("http")),
      {},
      [`${at} ghost is not the default export of a file in services/`],
    ],
    [
      "with an address",
      () => ({ kind: "onStack", stack: "two", call: "cart:7070" }),
      {},
      [`${at} onStack must have a stack and an endpoint: onStack(prodUs, service.endpoint("port"))`],
    ],
    [
      "that is optional",
      () => ({ kind: "optional", call: toTwo() }),
      {},
      [`${at} optional must have an endpoint such as service.endpoint("port")`],
    ],
    [
      "of another cluster without an address",
      toTwo,
      { cluster: "other" },
      [`${at} two is on another cluster, and has no address of cart.grpc`],
    ],
  ])("is refused: a stack %s", (_title, target, fields, problems) => {
    expect(problemsOf(fleetOf({ services: [cart, web], stacks: [caller(target), two(fields)] }))).toEqual(problems);
  });

  it.each<readonly [title: string, service: Fields, stack: Fields, expected: Fields]>([
    [
      "the address that its stack gives",
      {},
      { endpoints: [reachable(cart.service.endpoint("grpc"), outside("10.4.0.9", 7000, { range: "10.4.0.9/32" }))] },
      { address: "10.4.0.9:7000", to: { kind: "range", range: "10.4.0.9/32" } },
    ],
    [
      "the public host of the port",
      { public: { port: "grpc", subdomain: "cart" } },
      {},
      { address: "cart.shop.example.com:443", to: { kind: "internet" } },
    ],
  ])("of another cluster has %s", (_title, fields, stack, expected) => {
    const far = serviceFile("cart", { ports: cart.service.input.ports, ...fields });
    const near = serviceFile("web", { calls: () => ({ cart: far.service.endpoint("grpc") }) });
    const one = stackFile("one", {
      overrides: [override(near.service, { calls: () => ({ cart: onStack(named("two"), far.service.endpoint("grpc")) }) })],
    });
    const [model] = modelOf(fleetOf({ services: [far, near], stacks: [one, two({ cluster: "other", ...stack })] })).stacks;
    expect(model?.calls.get("web")).toMatchObject([expected]);
  });

  it.each<readonly [title: string, only: readonly string[] | undefined]>([
    ["all stacks", undefined],
    ["its stack alone", ["two"]],
  ])("opens the way in, also if a run selects %s", (_title, only) => {
    const { model, problems } = checkFleet(fleetOf({ services: [cart, web], stacks: [caller(toTwo), two()] }), only);
    const callee = model.stacks.find(({ name }) => name === "two");
    expect(problems).toEqual([]);
    expect(
      callee?.remoteCallers
        .get("cart")
        ?.get("grpc")
        ?.map(({ stack, namespace, service }) => [stack, namespace, service.name]),
    ).toEqual([["one", "one", "web"]]);
  });

  it("is one of the service itself, too", () => {
    const far = serviceFile("far", { calls: () => ({ cart: toTwo() }) });
    const stacks = [stackFile("one", { cluster: "main", namespace: "one", services: [far.service] }), two({ services: [cart.service] })];
    const { model } = checkFleet(fleetOf({ services: [cart, far], stacks }), ["two"]);
    expect(model.stacks[0]?.remoteCallers.get("cart")?.get("grpc")).toHaveLength(1);
  });
});

describe("addresses of endpoints", () => {
  const at = outside("10.4.0.9", 7000, { range: "10.4.0.9/32" });
  it.each<readonly [title: string, endpoints: readonly unknown[], problems: readonly string[]]>([
    ["once", [reachable(cart.service.endpoint("grpc"), at)], []],
    [
      "twice",
      [reachable(cart.service.endpoint("grpc"), at), reachable(cart.service.endpoint("grpc"), at)],
      ["endpoints.cart.grpc: is listed twice"],
    ],
    ["of an unknown port", [reachable(cart.service.endpoint("x"), at)], ['endpoints.cart.x: cart has no port "x" (known: "grpc", "http")']],
    ["of another stack's service", [reachable(web.service.endpoint("http"), at)], ["endpoints.web.http: the stack does not run web"]],
    [
      "with a malformed host",
      [reachable(cart.service.endpoint("grpc"), outside("https://a", 7000))],
      ['endpoints.cart.grpc.host: "https://a" is not a host name such as api.example.com'],
    ],
    [
      "with a string",
      [{ ...reachable(cart.service.endpoint("grpc"), at), at: "10.4.0.9" }],
      ['endpoints.0.at: must be an object, got "10.4.0.9"'],
    ],
    ["that are none", ["10.4.0.9"], ['endpoints.0: must be an object, got "10.4.0.9"']],
  ])("%s", (_title, endpoints, problems) => {
    const stacks = [stackFile("one", { services: [cart.service], endpoints })];
    expect(problemsOf(fleetOf({ services: [cart, web], stacks }))).toEqual(problems.map((problem) => `stacks/one.ts: ${problem}`));
  });
});

describe("a call of a component", () => {
  const component = { components: { search: () => undefined } };
  const pods = { app: "search" };
  const problems = (call: unknown, stack: Fields = component) =>
    problemsOf(fleetOf({ services: [serviceFile("web", { calls: () => ({ search: call }) })], stacks: [stackFile("one", stack)] }));

  it.each<readonly [title: string, call: unknown, expected: Fields]>([
    [
      "of the stack's namespace",
      componentService("search", { port: 9200, pods }),
      { address: "search:9200", to: { kind: "component", component: "search", service: "search", pods } },
    ],
    [
      "of another namespace",
      componentService("search", { service: "os", port: 80, targetPort: 9200, namespace: "search" }),
      { address: "os.search.svc.cluster.local:80", opens: { port: 9200, protocol: "TCP" } },
    ],
    ["that names the own namespace", componentService("search", { port: 80, namespace: "shop", pods }), { address: "search:80" }],
    ["that is optional", optional(componentService("search", { port: 80, pods })), { address: "search:80" }],
    ["that is optional and absent", optional(componentService("charts", { port: 80, pods })), { to: { kind: "absent" } }],
  ])("%s", (_title, call, expected) => {
    const fleet = fleetOf({
      services: [serviceFile("web", { calls: () => ({ search: call }) as never })],
      stacks: [stackFile("one", component)],
    });
    expect(modelOf(fleet).stacks[0]?.calls.get("web")).toMatchObject([expected]);
  });

  const label = 'must be a DNS label: lower-case letters, digits and "-"';
  it.each<readonly [title: string, call: unknown, problems: readonly string[]]>([
    [
      "that the stack lacks",
      componentService("serch", { port: 80, pods }),
      ['calls.search: one has no component "serch"; did you mean "search"?'],
    ],
    [
      "without labels in the stack's namespace",
      componentService("search", { port: 80 }),
      ["calls.search.pods: is missing: the stack's namespace denies all traffic that no label opens"],
    ],
    [
      "with wrong fields",
      componentService("Search", { port: 0, targetPort: 70_000, namespace: "a_b", service: "-", pods: {} }),
      [
        `calls.search.component: ${label}`,
        `calls.search.service: ${label}`,
        `calls.search.namespace: ${label}`,
        "calls.search.port: must be a port, 1 to 65535",
        "calls.search.targetPort: must be a port, 1 to 65535",
        'calls.search.pods: must be labels of the pods, such as { app: "search" }',
      ],
    ],
    [
      "with wrong types",
      { kind: "componentService", component: null, port: "80", pods: [pods], __proto__: null, prot: 1 },
      [
        `calls.search.component: ${label}`,
        "calls.search.port: must be a port, 1 to 65535",
        'calls.search.pods: must be labels of the pods, such as { app: "search" }',
        'calls.search.prot: is not an option of componentService; did you mean "port"?',
      ],
    ],
  ])("is refused: one %s", (_title, call, expected) => {
    expect(problems(call)).toEqual(expected.map((problem) => `services/web.ts: ${problem}`));
  });

  it("names the same pods in all services", () => {
    const [a, b] = [pods, { app: "other" }].map((labels, index) =>
      serviceFile(`s${index}`, { calls: () => ({ search: componentService("search", { port: 80, pods: labels }) }) }),
    );
    const services = [a, b].flatMap((each) => each ?? []);
    expect(problemsOf(fleetOf({ services, stacks: [stackFile("one", component)] }))).toEqual([
      "services/s1.ts: calls.search.pods: search has other pods in a call of s0",
    ]);
  });
});
