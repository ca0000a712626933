import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, rawStackFile, serviceFile, stackFile } from "../../../test/fleets.ts";
import { exec } from "../fields/probes.ts";
import { allServices, override } from "../stack.ts";

const app = serviceFile("app");
const cart = serviceFile("cart", { ports: {}, health: { readiness: exec(["ready"]), liveness: exec(["alive"]) } });

/** Lists the problems of `stacks/latest.ts` with the services app and cart, without the file's name. */
const problemsIn = (fields: Fields): readonly string[] =>
  problemsOf(fleetOf({ services: [app, cart], stacks: [stackFile("latest", fields)] })).map((problem) =>
    problem.replace(/^stacks\/latest\.ts: /, ""),
  );

describe("a stack's shape", () => {
  const tiers = '"latest", "staging" or "prod"';
  const services = "must be allServices, allServices.except(...), or a list of services";
  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    [
      "unknown fields",
      { regoin: "x", privateRnge: "y" },
      ['regoin: unknown field; did you mean "region"?', 'privateRnge: unknown field; did you mean "privateRange"?'],
    ],
    ["an unknown tier", { tier: "production" }, [`tier: must be ${tiers}, got "production"`]],
    ["no tier", { tier: undefined }, [`tier: missing: ${tiers} is required`]],
    ["no cluster", { cluster: undefined }, ["cluster: missing: a string is required"]],
    ["a number for a string", { namespace: 5 }, ["namespace: must be a string, got 5"]],
    ["half a gateway", { gateway: { name: "external", namspace: "x" } }, ['gateway.namspace: unknown field; did you mean "namespace"?']],
    ["services by name", { services: ["app"] }, ['services.0: must be a service from defineService, got "app"']],
    ["a string for services", { services: "all" }, [`services: ${services}, got "all"`]],
    ["null for services", { services: null }, [`services: ${services}, got null`]],
    ["no service at all", { services: [] }, ["services: the stack runs no service"]],
    ["all services but all", { services: allServices.except(app.service, cart.service) }, ["services: the stack runs no service"]],
    [
      "a service that is in no file",
      { services: [app.service, serviceFile("ghost").service] },
      ['services: "ghost" is not the default export of a file in services/'],
    ],
    [
      "all but a service that is in no file",
      { services: allServices.except(serviceFile("ghost").service) },
      ['services: "ghost" is not the default export of a file in services/'],
    ],
    ["a service twice", { services: [app.service, app.service, cart.service] }, []],
  ])("%s", (_title, fields, problems) => {
    expect(problemsIn(fields)).toEqual(problems);
  });

  it.each<[title: string, value: unknown, problem: string]>([
    ["null", null, "must be an object, got null"],
    ["undefined", undefined, "missing: an object is required"],
    ["a string", "latest", 'must be an object, got "latest"'],
    ["a function", () => ({}), "must be an object, got a function"],
  ])("%s", (_title, value, problem) => {
    expect(problemsOf(fleetOf({ services: [app], stacks: [rawStackFile("latest", value)] }))).toEqual([`stacks/latest.ts: ${problem}`]);
  });
});

describe("overrides", () => {
  const wanted = "must be override(service, { ... })";
  it.each<[title: string, overrides: unknown, problems: readonly string[]]>([
    ["of a service that runs", [override(app.service, { scale: { min: 4 } })], []],
    [
      "with a misspelt field",
      [override(app.service, { scal: {} } as Fields)],
      ['override(app).scal: unknown field; did you mean "scale"?'],
    ],
    [
      "with a misspelt nested field",
      [override(app.service, { scale: { mni: 4 } } as Fields)],
      ['override(app).scale.mni: unknown field; did you mean "min"?'],
    ],
    [
      "with a field that only a service has",
      [override(app.service, { owner: "a@example.com" } as Fields)],
      ["override(app).owner: unknown field (known: ...)"],
    ],
    [
      "with a value of the wrong type",
      [override(app.service, { scale: { min: "4" } } as Fields)],
      ['override(app).scale.min: must be a number, got "4"'],
    ],
    [
      "with a limit below the request",
      [override(app.service, { resources: { limits: { memory: "64Mi" } } })],
      ["override(app).resources.limits.memory: 64Mi is below the request 128Mi"],
    ],
    [
      "that make a service public without saying where",
      [override(app.service, { public: { subdomain: "shop" } })],
      ["override(app).public.port: missing: a string is required"],
    ],
    [
      "that give a service half a schedule",
      [override(cart.service, { schedule: { retries: 1 } })],
      ["override(cart).schedule.cron: missing: a string is required"],
    ],
    [
      "of a service that the stack does not run",
      [override(serviceFile("ghost").service, {})],
      ['override(ghost): the stack does not run "ghost"'],
    ],
    [
      "of one service twice",
      [override(app.service, { args: [] }), override(app.service, {})],
      ["override(app): is listed twice; merge the two"],
    ],
    ["null", null, ["overrides: must be a list, got null"]],
    ["one that is not in a list", override(app.service, {}), ["overrides: must be a list, got an object"]],
    ["null in the list", [null], [`overrides.0: ${wanted}, got null`]],
    ["a service in the list", [app.service], [`overrides.0: ${wanted}, got an object`]],
    [
      "a string for a service",
      [{ kind: "override", service: "app", input: {} }],
      ["overrides.0: must be override(service, { ... }), got an object"],
    ],
    ["null for what is set", [override(app.service, JSON.parse("null") as Fields)], ["override(app): must be an object, got null"]],
    ["a list for what is set", [override(app.service, [] as unknown as Fields)], ["override(app): must be an object, got a list"]],
    ["nothing for what is set", [{ kind: "override", service: app.service }], ["override(app): missing: an object is required"]],
  ])("%s", (_title, overrides, problems) => {
    expect(problemsIn({ overrides }).map((problem) => problem.replace(/\(known: .*\)/, "(known: ...)"))).toEqual(problems);
  });
});

describe("two stacks", () => {
  const other = (fields: Fields): readonly string[] =>
    problemsOf(fleetOf({ services: [app], stacks: [stackFile("eu", { cluster: "main" }), stackFile("us", fields)] }));
  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    [
      "with one namespace on one cluster",
      { cluster: "main" },
      ['stacks/us.ts: namespace: "shop" on cluster "main" belongs to stacks/eu.ts'],
    ],
    ["with one namespace on two clusters", { cluster: "second" }, []],
    ["with two namespaces on one cluster", { cluster: "main", namespace: "shop-us" }, []],
  ])("%s", (_title, fields, problems) => {
    expect(other(fields)).toEqual(problems);
  });

  it("with one name", () => {
    const second = rawStackFile("latest", stackFile("second").stack.input, "stacks/second.ts");
    expect(problemsOf(fleetOf({ services: [app], stacks: [stackFile("latest"), second] }))).toEqual([
      'stacks/second.ts: the stack is called "latest", but its file "second"; both must have one name',
    ]);
  });
});

describe("all of a stack's problems at once", () => {
  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    [
      "a misspelt field and wrong values",
      { regoin: "x", namespace: "default", privateRange: "0.0.0.0/0" },
      [
        'regoin: unknown field; did you mean "region"?',
        'namespace: "default" belongs to Kubernetes or Argo CD',
        'privateRange: "0.0.0.0/0" is not a range of private addresses such as 10.20.0.0/16',
      ],
    ],
    [
      "a wrong value and a wrong override",
      { domain: "-", overrides: [override(app.service, { scale: { min: 12 } })] },
      ['domain: "-" is not a DNS name', "override(app).scale.max: must be greater than the minimum 12, got 10"],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsIn(fields)).toEqual(problems);
  });
});
