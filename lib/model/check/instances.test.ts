import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, problemsOf, rawServiceFile, serviceFile, stackFile } from "../../../test/fleets.ts";
import { allServices, bind, override, redis, servicesWhere, subscription, topic } from "../../index.ts";
import type { Stack } from "../stack.ts";

const EU_US = { eu: { env: { REGION: "eu" } }, us: {} };
const cartWith = (fields: Fields) => serviceFile("cart", { instances: EU_US, ...fields });
const cart = cartWith({ needs: { carts: redis({ memoryGb: 1 }), orders: topic() } });
const web = serviceFile("web");

/** Returns an instance, also one that the service does not have. */
const instance = (name: string, file = cart) => (file.service.instance as (name: string) => typeof file.service)(name);
const problemsIn = (stack: Fields, ...services: readonly (typeof cart)[]) =>
  problemsOf(fleetOf({ services: [cart, ...services], stacks: [stackFile("latest", stack)] }));

describe("a service with instances", () => {
  it("runs as its instances, with one release", () => {
    const [stack] = modelOf(fleetOf({ services: [cart, web] })).stacks;
    expect(stack?.services.map(({ name, release, file }) => `${name} of ${release} in ${file}`)).toEqual([
      "cart-eu of cart in services/cart.ts",
      "cart-us of cart in services/cart.ts",
      "web of web in services/web.ts",
    ]);
  });

  it("has the layers service, instance, minimum, tier, override of all, override of one", () => {
    const file = cartWith({
      scale: { min: 2 },
      instances: { eu: { priority: "low" } },
      tiers: { prod: { priority: "high" } },
    });
    const overrides = [override(instance("eu", file), { args: ["one"] }), override(file.service, { args: ["all"] })];
    const [stack] = modelOf(fleetOf({ services: [file], stacks: [stackFile("prod", { tier: "prod", overrides })] })).stacks;
    const [eu] = stack?.services ?? [];
    expect(eu?.layers.map(({ name, prefix }) => `${name} ${prefix}`.trim())).toEqual([
      "library default",
      "service",
      "instance eu instances.eu",
      "prod minimum",
      "tier prod tiers.prod",
      "stack prod override(cart)",
      "stack prod override(cart-eu)",
    ]);
    expect([eu?.priority, eu?.args]).toEqual(["high", ["one"]]);
  });

  it.each([
    ["the service", ["cart"], ["low", "low"]],
    ["one instance", ["cart-us"], ["normal", "low"]],
  ])("gets defaults for the name of %s", (_title, names, priorities) => {
    const stack = stackFile("latest", { defaults: servicesWhere({ names }, { priority: "low" }) });
    const [model] = modelOf(fleetOf({ services: [cartWith({})], stacks: [stack] })).stacks;
    expect(model?.services.map(({ priority }) => priority)).toEqual(priorities);
  });

  it.each<[title: string, instances: unknown, problems: readonly string[], fields?: Fields]>([
    ["an empty object", {}, ["services/cart.ts: instances: must not be empty"]],
    ["a list", ["eu"], ["services/cart.ts: instances: must be an object, got a list"]],
    ["null", null, ["services/cart.ts: instances: must be an object, got null"]],
    ["a string for an instance", { eu: "west" }, ['services/cart.ts: instances.eu: must be an object, got "west"']],
    [
      "an upper-case name",
      { EU: {} },
      ['services/cart.ts: instances.EU: "cart-EU" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ],
    [
      "an empty name",
      { "": {} },
      ['services/cart.ts: instances.: "cart-" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
    ],
    ["a number as name", { 1: {} }, []],
    ["the name constructor", { constructor: {} }, []],
    [
      "the name __proto__",
      JSON.parse('{"__proto__": {}}'),
      [
        'services/cart.ts: instances.__proto__: "cart-__proto__" is not a DNS label: lower-case letters, digits and "-", starting with a letter',
      ],
    ],
    [
      "a long name",
      { ["x".repeat(40)]: {} },
      [
        `services/cart.ts: instances.${"x".repeat(40)}: "cart-${"x".repeat(40)}" has 45 characters; at most 40 fit, because <stack>-<service> must fit in 63`,
      ],
    ],
    ["an unknown field", { eu: { scal: {} } }, ['services/cart.ts: instances.eu.scal: unknown field; did you mean "scale"?']],
    [
      "a field that only a service has",
      { eu: { owner: "a@example.com" } },
      ["services/cart.ts: instances.eu.owner: unknown field (known: ...)"],
    ],
    ["tiers of an instance", { eu: { tiers: {} } }, ["services/cart.ts: instances.eu.tiers: unknown field (known: ...)"]],
    [
      "a value that breaks a rule",
      { eu: { resources: { memory: "1GB" } }, us: {} },
      ['services/cart.ts: instances.eu.resources.memory: "1GB" is not a quantity; did you mean "1Gi" or "1G"?'],
    ],
    ["a mistake that all instances share", EU_US, ['services/cart.ts: owner: "me" is not an email address'], { owner: "me" }],
    [
      "a host that two instances would have",
      EU_US,
      ["services/cart.ts: public: cart.example.com/ on latest already leads to cart-eu"],
      { public: { port: "http", host: "cart.example.com" } },
    ],
  ])("is refused %s", (_title, instances, problems, fields = {}) => {
    const found = problemsOf(fleetOf({ services: [cartWith({ instances, ...fields })] }));
    expect(found.map((each) => each.replace(/\(known: .*/, "(known: ...)"))).toEqual(problems);
  });

  it.each([
    [
      "a service",
      rawServiceFile("cart-eu", web.service.input),
      ['services/cart.ts: instances.eu: the name "cart-eu" is taken by services/cart-eu.ts'],
    ],
    ["another instance", serviceFile("car", { instances: { "t-eu": {} } }), []],
  ])("may not have an instance with the name of %s", (_title, other, problems) => {
    expect(problemsOf(fleetOf({ services: [cart, other] }))).toEqual(problems);
  });

  it("shares no name with the instance of another service", () => {
    const other = serviceFile("cart-a", { instances: { b: {} } });
    expect(problemsOf(fleetOf({ services: [cartWith({ instances: { "a-b": {} } }), other] }))).toEqual([
      'services/cart-a.ts: instances.b: the name "cart-a-b" is taken by an instance in services/cart.ts',
    ]);
  });
});

describe("a reference to a service with instances", () => {
  const calling = (file: typeof cart.service) => serviceFile("web", { calls: () => ({ cart: file.endpoint("http") }) });
  const subscribing = (file: typeof cart.service) =>
    serviceFile("web", { needs: { inbox: subscription({ topic: () => file.need("orders") as never }) } });
  const must = "cart runs as instances, so the reference must name one";
  it.each<[title: string, service: typeof cart, problems: readonly string[]]>([
    ["a call of an instance", calling(instance("eu")), []],
    ["a call of no instance", calling(cart.service), [`services/web.ts: calls.cart: ${must}`]],
    [
      "a call of an unknown instance",
      calling(instance("ue")),
      ['services/web.ts: calls.cart: cart has no instance "ue"; did you mean "eu"?'],
    ],
    ["a subscription to a topic of an instance", subscribing(instance("us")), []],
    ["a subscription to a topic of no instance", subscribing(cart.service), [`services/web.ts: needs.inbox: ${must}`]],
    [
      "a subscription to a topic of an unknown instance",
      subscribing(instance("mars")),
      ['services/web.ts: needs.inbox: cart has no instance "mars" (known: "eu", "us")'],
    ],
  ])("%s", (_title, service, problems) => {
    expect(problemsIn({}, service)).toEqual(problems);
  });

  const eu = instance("eu");
  it.each<[title: string, stack: Fields, running: readonly string[], problems: readonly string[]]>([
    ["all services", { services: allServices }, ["cart-eu", "cart-us", "web"], []],
    ["the service", { services: [cart.service] }, ["cart-eu", "cart-us"], []],
    ["one instance", { services: [eu, web.service] }, ["cart-eu", "web"], []],
    ["all but the service", { services: allServices.except(cart.service) }, ["web"], []],
    ["all but one instance", { services: allServices.except(eu) }, ["cart-us", "web"], []],
    [
      "an unknown instance",
      { services: [instance("ue"), web.service] },
      ["web"],
      ['stacks/latest.ts: services: cart has no instance "ue"; did you mean "eu"?'],
    ],
    ["an override of all", { overrides: [override(cart.service, { args: ["a"] })] }, ["cart-eu", "cart-us", "web"], []],
    ["an override of one", { overrides: [override(eu, { args: ["a"] })] }, ["cart-eu", "cart-us", "web"], []],
    [
      "two overrides of one",
      { overrides: [override(eu, {}), override(eu, {})] },
      ["cart-eu", "cart-us", "web"],
      ["stacks/latest.ts: override(cart-eu): is listed twice; merge the two"],
    ],
    [
      "an override of an instance that does not run",
      { services: [web.service], overrides: [override(eu, {})] },
      ["web"],
      ['stacks/latest.ts: override(cart-eu): the stack does not run "cart-eu"'],
    ],
    [
      "an override of an unknown instance",
      { overrides: [override(instance("ue"), {})] },
      ["cart-eu", "cart-us", "web"],
      ['stacks/latest.ts: override(cart-ue): cart has no instance "ue"; did you mean "eu"?'],
    ],
    [
      "an override that is wrong",
      { overrides: [override(cart.service, { priority: "x" } as Fields)] },
      ["cart-eu", "cart-us", "web"],
      ['stacks/latest.ts: override(cart).priority: must be "high", "normal" or "low", got "x"'],
    ],
  ])("a stack with %s", (_title, fields, running, problems) => {
    const fleet = fleetOf({ services: [cart, web], stacks: [stackFile("latest", fields)] });
    expect(problemsOf(fleet)).toEqual(problems);
    if (problems.length === 0) expect(modelOf(fleet).stacks[0]?.services.map(({ name }) => name)).toEqual(running);
  });

  it.each<[title: string, service: typeof cart.service, problems: readonly string[], stack?: Fields]>([
    ["an instance", eu, []],
    ["no instance", cart.service, [`stacks/latest.ts: bindings.cart.carts: ${must}`]],
    ["an unknown instance", instance("ue"), ['stacks/latest.ts: bindings.cart-ue.carts: cart has no instance "ue"; did you mean "eu"?']],
    [
      "an instance that the stack does not run",
      eu,
      ['stacks/latest.ts: bindings.cart-eu.carts: the stack does not run "cart-eu"'],
      { services: [web.service] },
    ],
  ])("a binding of %s", (_title, service, problems, fields = {}) => {
    const other = stackFile("other", { privateRange: "10.20.0.0/16" });
    const shared = (other.stack as Stack<"latest">).share(eu.need("carts"));
    const here = stackFile("latest", { ...fields, bindings: [bind(service.need("carts"), shared)] });
    expect(problemsOf(fleetOf({ services: [cart, web], stacks: [here, other] }))).toEqual(problems);
  });
});
