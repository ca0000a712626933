import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, problemsOf, rawServiceFile, serviceFile, stackFile } from "../../../test/fleets.ts";
import { optional, outside } from "../fields/calls.ts";
import { unset } from "../fields/env-values.ts";
import { isReached } from "../model.ts";
import { allServices, override } from "../stack.ts";

const cart = serviceFile("cart", { ports: { grpc: { port: 7070, protocol: "grpc" } } });
const worker = serviceFile("worker", { ports: {}, schedule: { cron: "0 3 * * *" } });

describe("calls", () => {
  const noOptional = 'optional must have an endpoint such as service.endpoint("port")';
  const noEndpoint = 'must be an endpoint such as service.endpoint("port")';
  it.each<[title: string, calls: () => unknown, problems: readonly string[]]>([
    ["a port", () => ({ cart: cart.service.endpoint("grpc") }), []],
    ["a port that is not there", () => ({ cart: cart.service.endpoint("http") }), ['calls.cart: cart has no port "http" (known: "grpc")']],
    ["a misspelt port", () => ({ cart: cart.service.endpoint("gprc") }), ['calls.cart: cart has no port "gprc"; did you mean "grpc"?']],
    [
      "a port that objects have",
      () => ({ cart: cart.service.endpoint("toString") }),
      ['calls.cart: cart has no port "toString" (known: "grpc")'],
    ],
    [
      "a service without ports",
      () => ({ jobs: worker.service.endpoint("http") }),
      ['calls.jobs: worker has no port "http"; there are none'],
    ],
    [
      "a service that is in no file",
      () => ({ ghost: serviceFile("ghost").service.endpoint("http") }),
      ["calls.ghost: ghost is not the default export of a file in services/"],
    ],
    ["a service instead of a port", () => ({ cart: cart.service }), [`calls.cart: ${noEndpoint}`]],
    ["an address", () => ({ cart: "cart:7070" }), [`calls.cart: ${noEndpoint}`]],
    ["an endpoint without a port", () => ({ cart: { kind: "endpoint", service: "cart" } }), [`calls.cart: ${noEndpoint}`]],
    ["an endpoint with a number", () => ({ cart: { kind: "endpoint", service: "cart", port: 7070 } }), [`calls.cart: ${noEndpoint}`]],
    ["an endpoint without a service", () => ({ cart: { kind: "endpoint", port: "grpc" } }), [`calls.cart: ${noEndpoint}`]],
    ["an optional port", () => ({ cart: optional(cart.service.endpoint("grpc")) }), []],
    [
      "an optional port that is not there",
      () => ({ cart: optional(cart.service.endpoint("http")) }),
      ['calls.cart: cart has no port "http" (known: "grpc")'],
    ],
    [
      "an optional service that is in no file",
      () => ({ ghost: optional(serviceFile("ghost").service.endpoint("http")) }),
      ["calls.ghost: ghost is not the default export of a file in services/"],
    ],
    ["an optional address", () => ({ cart: { kind: "optional", call: "cart:7070" } }), [`calls.cart: ${noOptional}`]],
    ["an optional host", () => ({ cart: optional(outside("a.example.com", 443)) }), []],
    ["an optional host with a mistake", () => ({ cart: optional(outside("a", 443)) }), ['calls.cart.host: "a" is a name of the cluster']],
    ["a call that is unset", () => ({ cart: unset }), ["calls.cart: is unset by the service itself"]],
    [
      "two optional words",
      () => ({ cart: { kind: "optional", call: optional(cart.service.endpoint("grpc")) } }),
      [`calls.cart: ${noOptional}`],
    ],
    ["a host outside", () => ({ stripe: outside("api.stripe.com", 443) }), []],
    ["one call without a name", () => outside("api.stripe.com", 443), ["calls: must return an object of endpoints"]],
    [
      "two hosts with mistakes",
      () => ({ a: outside("https://api.stripe.com/v1", 0), b: outside("b", 443, { range: "10.0.0.1/8" }) }),
      [
        'calls.a.host: "https://api.stripe.com/v1" is not a host name such as api.example.com',
        "calls.a.port: must be a port, 1 to 65535",
        'calls.b.host: "b" is a name of the cluster',
        'calls.b.range: "10.0.0.1/8" is not a range of IPv4 addresses such as 10.9.0.0/16',
      ],
    ],
    ["null", () => null, ["calls: must return an object of endpoints"]],
    ["a promise", async () => ({ cart: cart.service.endpoint("grpc") }), ["calls: must return an object of endpoints"]],
    [
      "a function that fails",
      () => {
        throw new Error("no such thing");
      },
      ["calls: failed: no such thing"],
    ],
    [
      "two mistakes",
      () => ({ a: 1, b: cart.service.endpoint("http") }),
      [`calls.a: ${noEndpoint}`, 'calls.b: cart has no port "http" (known: "grpc")'],
    ],
  ])("%s", (_title, calls, problems) => {
    const fleet = fleetOf({ services: [cart, worker, serviceFile("web", { calls })] });
    expect(problemsOf(fleet)).toEqual(problems.map((problem) => `services/web.ts: ${problem}`));
  });

  it("lead to a service that runs on the stack, too", () => {
    const web = serviceFile("web", { calls: () => ({ cart: cart.service.endpoint("grpc") }) });
    const stacks = [stackFile("eu"), stackFile("us", { services: allServices.except(cart.service) })];
    expect(problemsOf(fleetOf({ services: [cart, web], stacks }))).toEqual([
      "stacks/us.ts: services: the stack does not run cart, but web calls it",
    ]);
  });

  it("may lead to a service that some stacks do not run", () => {
    const web = serviceFile("web", { calls: () => ({ cart: optional(cart.service.endpoint("grpc")) }) });
    const stacks = [stackFile("eu"), stackFile("us", { services: allServices.except(cart.service) })];
    const model = modelOf(fleetOf({ services: [cart, web], stacks }));
    expect(model.stacks.map(({ calls }) => calls.get("web")?.map((call) => call.to))).toEqual([
      [{ kind: "service", service: "cart", port: "grpc" }],
      [{ kind: "absent", service: "cart", port: "grpc" }],
    ]);
    expect(model.stacks.map(({ callers }) => [...callers.keys()])).toEqual([["cart"], []]);
  });

  it.each<[title: string, broken: Fields | null, problems: readonly string[]]>([
    ["has a field of the wrong shape", { owner: 5 }, ["services/cart.ts: owner: must be a string, got 5"]],
    ["has needs of the wrong shape", { needs: null }, ["services/cart.ts: needs: must be an object, got null"]],
    ["is no object at all", null, ["services/cart.ts: must be an object, got null"]],
  ])("say nothing more of a service that %s", (_title, broken, problems) => {
    const file =
      broken === null
        ? rawServiceFile("cart", null)
        : serviceFile("cart", { ports: { grpc: { port: 7070, protocol: "grpc" } }, ...broken });
    const web = serviceFile("web", { calls: () => ({ cart: file.service.endpoint("grpc") }) });
    expect(problemsOf(fleetOf({ services: [file, web] }))).toEqual(problems);
  });

  it("are asked for once, however many stacks there are", () => {
    let asked = 0;
    const web = serviceFile("web", {
      calls: () => {
        asked += 1;
        return { cart: cart.service.endpoint("grpc") };
      },
    });
    problemsOf(fleetOf({ services: [cart, web], stacks: [stackFile("eu"), stackFile("us")] }));
    expect(asked).toBe(1);
  });
});

describe("calls of layers", () => {
  const calls = () => ({ cart: cart.service.endpoint("grpc"), pay: outside("pay.example.com", 443) });
  const test = () => ({ pay: outside("test.example.com", 8443) });
  const local = () => ({ pay: outside("10.9.0.7", 443, { range: "10.9.0.0/16" }) });
  const addresses = (fields: Fields, onStack?: Fields) => {
    const web = serviceFile("web", { calls, ...fields });
    const stack = stackFile("eu", onStack === undefined ? {} : { overrides: [override(web.service, onStack)] });
    const model = modelOf(fleetOf({ services: [cart, web], stacks: [stack] }));
    return model.stacks[0]?.calls.get("web")?.map((call) => (isReached(call) ? call.address : undefined));
  };

  it.each<[title: string, fields: Fields, onStack: Fields | undefined, pay: string]>([
    ["none", {}, undefined, "pay.example.com:443"],
    ["the tier", { tiers: { latest: { calls: test } } }, undefined, "test.example.com:8443"],
    ["another tier", { tiers: { prod: { calls: test } } }, undefined, "pay.example.com:443"],
    ["the stack", {}, { calls: local }, "10.9.0.7:443"],
    ["the tier and the stack", { tiers: { latest: { calls: test } } }, { calls: local }, "10.9.0.7:443"],
    ["a layer with no calls", { tiers: { latest: { calls: () => ({}) } } }, undefined, "pay.example.com:443"],
  ])("replace one of the service: %s", (_title, fields, onStack, pay) => {
    expect(addresses(fields, onStack)).toEqual(["cart:7070", pay]);
  });

  it("of an instance and of all instances", () => {
    const web = serviceFile("web", { calls, instances: { eu: { calls: test }, us: {} } });
    const [stack] = modelOf(fleetOf({ services: [cart, web] })).stacks;
    expect(["web-eu", "web-us"].map((name) => stack?.calls.get(name)?.flatMap((call) => (isReached(call) ? [call.host] : [])))).toEqual([
      ["cart", "test.example.com"],
      ["cart", "pay.example.com"],
    ]);
  });

  const PLACE = "services/web.ts: tiers.latest.calls";
  it.each<[title: string, layer: unknown, problem: string]>([
    ["an unknown name", () => ({ pai: outside("a.example.com", 443) }), `${PLACE}.pai: the service has no call "pai"; did you mean "pay"?`],
    ["an unknown port", () => ({ cart: cart.service.endpoint("http") }), `${PLACE}.cart: cart has no port "http" (known: "grpc")`],
    ["a string", () => ({ cart: "cart" }), `${PLACE}.cart: must be an endpoint such as service.endpoint("port")`],
    ["a failure", () => { throw new Error("no such thing"); }, `${PLACE}: failed: no such thing`], // prettier-ignore
    ["null", () => null, `${PLACE}: must return an object of endpoints`],
    ["undefined", () => ({ cart: undefined }), `${PLACE}.cart: must be an endpoint such as service.endpoint("port")`],
  ])("are refused with %s", (_title, layer, problem) => {
    const web = serviceFile("web", { calls, tiers: { latest: { calls: layer } }, env: () => ({}) });
    expect(problemsOf(fleetOf({ services: [cart, web], stacks: [stackFile("eu"), stackFile("us")] }))).toEqual([problem]);
  });

  it("are refused in an override, at its place", () => {
    const web = serviceFile("web", { calls });
    const stack = stackFile("eu", { overrides: [override(web.service, { calls: () => ({ x: cart.service.endpoint("grpc") }) })] });
    expect(problemsOf(fleetOf({ services: [cart, web], stacks: [stack] }))).toEqual([
      'stacks/eu.ts: override(web).calls.x: the service has no call "x" (known: "cart", "pay")',
    ]);
  });

  it("are asked for once", () => {
    let asked = 0;
    const web = serviceFile("web", { calls, tiers: { latest: { calls: () => ((asked += 1), test()) } } });
    problemsOf(fleetOf({ services: [cart, web], stacks: [stackFile("eu"), stackFile("us")] }));
    expect(asked).toBe(1);
  });
});

describe("calls in the model", () => {
  const a = serviceFile("a", { calls: () => ({ friend: b.service.endpoint("grpc"), myself: a.service.endpoint("http") }) });
  const b = serviceFile("b", {
    ports: { http: { port: 8080, protocol: "http" }, grpc: { port: 7070, protocol: "grpc", servicePort: 5000 } },
    calls: () => ({ back: a.service.endpoint("http"), again: a.service.endpoint("http") }),
  });
  const c = serviceFile("c", { calls: () => ({ b: b.service.endpoint("grpc") }) });
  const [stack] = modelOf(fleetOf({ services: [a, b, c] })).stacks;

  it("have the callee's ports, in both directions", () => {
    const at = (host: string, port: number) => ({ host, port, address: `${host}:${port}` });
    const toA = { ...at("a", 80), to: { kind: "service", service: "a", port: "http" }, opens: { port: 8080, protocol: "TCP" } };
    const toB = { ...at("b", 5000), to: { kind: "service", service: "b", port: "grpc" }, opens: { port: 7070, protocol: "TCP" } };
    const calls = [...(stack?.calls ?? [])].map(([name, list]) => [name, list.map(({ layer: _layer, ...call }) => call)]);
    expect(calls).toEqual([
      ["a", [{ name: "friend", ...toB }, { name: "myself", ...toA }]], // prettier-ignore
      ["b", [{ name: "back", ...toA }, { name: "again", ...toA }]], // prettier-ignore
      ["c", [{ name: "b", ...toB }]],
    ]);
  });

  it("are known to the callee by port, each caller once", () => {
    const callers = [...(stack?.callers ?? [])].map(([service, ports]) => [
      service,
      [...ports].map(([port, list]) => [port, list.map(({ name }) => name)]),
    ]);
    expect(callers).toEqual([
      ["b", [["grpc", ["a", "c"]]]],
      ["a", [["http", ["a", "b"]]]],
    ]);
  });
});
