import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { app, cart, cron, daemon, full, fullStack, ingressStack, layer, scaled, stateful } from "../../../test/every-field.ts";
import { type Fields, fleetOf, rawServiceFile, rawStackFile, stackFile } from "../../../test/fleets.ts";
import type { Fleet } from "../fleet.ts";
import { formatProblem } from "../../base/problem.ts";
import { allServices, override } from "../stack.ts";
import { checkFleet } from "./check-fleet.ts";

/** Returns the flaw of the check of a fleet, or undefined if the result is a model or readable problems. */
function flaw(fleet: Fleet): string | undefined {
  try {
    const { model, problems } = checkFleet(fleet);
    const files = new Set(["fairlead.config.ts", ...fleet.services.map(({ file }) => file), ...fleet.stacks.map(({ file }) => file)]);
    const stray = problems.find(({ file }) => !files.has(file));
    if (stray !== undefined) return `is about "${stray.file}", which is no file`;
    const long = problems.map(formatProblem).find((text) => text.length > 600);
    if (long !== undefined) return `says ${long.length} characters: ${long.slice(0, 60)}`;
    return problems.length > 0 || model.stacks.length === fleet.stacks.length ? undefined : "has no problems and no model";
  } catch (error) {
    return `throws ${String(error)}`;
  }
}

/** Lists the flaws of the checks of several fleets, each with its title. */
const flaws = (fleets: readonly (readonly [title: string, fleet: Fleet])[]): readonly string[] =>
  fleets.flatMap(([title, fleet]) => {
    const found = flaw(fleet);
    return found === undefined ? [] : [`${title} ${found}`];
  });

const withService = (name: unknown, input: unknown): Fleet => fleetOf({ services: [cart, rawServiceFile(name, input, "services/app.ts")] });

const withStack = (input: unknown): Fleet =>
  fleetOf({ services: [cart, app], stacks: [stackFile("other", { privateRange: "10.20.0.0/16" }), rawStackFile("latest", input)] });

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** Lists the path of every value inside a value. */
const pathsIn = (value: unknown): readonly (readonly string[])[] =>
  isRecord(value) && !("excluded" in value)
    ? [[], ...Object.entries(value).flatMap(([key, item]) => pathsIn(item).map((path) => [key, ...path]))]
    : [[]];

/** Copies a value with another value at a path. */
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (String(index) === key ? replaced(item, rest, by) : item));
  return isRecord(value) ? { ...value, [key]: replaced(value[key], rest, by) } : value;
}

const GARBAGE: readonly (readonly [title: string, value: unknown])[] = [
  ["nothing", undefined],
  ["null", null],
  ["true", true],
  ["zero", 0],
  ["a negative number", -1.5],
  ["no number", Number.NaN],
  ["an empty string", ""],
  ["a string", "__proto__"],
  ["a long string", "x".repeat(10_000)],
  ["an empty list", []],
  ["a list of nothing", [null, undefined]],
  ["an empty object", {}],
  ["an object with a prototype in it", JSON.parse('{"__proto__": {"kind": "redis"}, "constructor": 1, "kind": "topic"}')],
  ["a function", () => undefined],
  ["a function that returns a string", () => "x"],
  [
    "a function that fails",
    () => {
      throw new Error("no such thing");
    },
  ],
  ["a service", cart.service],
  ["a selection", allServices],
];

describe.each(GARBAGE)("%s", (_title, garbage) => {
  it.each<[title: string, spec: object, fleet: (input: unknown) => Fleet]>([
    ["at any place of a service", full, (input) => withService("app", input)],
    ["at any place of a service with a schedule", cron, (input) => withService("app", input)],
    ["at any place of a stateful service", stateful, (input) => withService("app", input)],
    ["at any place of a daemon", daemon, (input) => withService("app", input)],
    ["at any place of a service with metrics and routes", scaled, (input) => withService("app", input)],
    ["at any place of a stack", fullStack, (input) => withStack(input)],
    ["at any place of a stack with an Ingress controller", ingressStack, (input) => withStack(input)],
  ])("%s", (_place, spec, fleet) => {
    expect(flaws(pathsIn(spec).map((path) => [path.join("."), fleet(replaced(spec, path, garbage))]))).toEqual([]);
  });

  it("as a service's name", () => {
    expect(flaws([["the name", withService(garbage, full)]])).toEqual([]);
  });

  it("as what a service calls", () => {
    const calls = (made: unknown): Fleet => withService("app", { ...full, calls: () => made });
    const endpoint = cart.service.endpoint("http");
    expect(
      flaws([
        ["all", calls(garbage)],
        ["one", calls({ a: garbage })],
        ["service", calls({ a: { ...endpoint, service: garbage } })],
        ["port", calls({ a: { ...endpoint, port: garbage } })],
      ]),
    ).toEqual([]);
  });

  it("as a subscription's topic", () => {
    const inbox = (made: unknown): Fleet =>
      withService("app", { ...full, needs: { inbox: { kind: "subscription", topic: () => made, ackSeconds: 60 } } });
    const orders = cart.service.need("orders");
    expect(
      flaws([
        ["all", inbox(garbage)],
        ["service", inbox({ ...orders, service: garbage })],
        ["need", inbox({ ...orders, need: garbage })],
        ["spec", inbox({ ...orders, spec: garbage })],
      ]),
    ).toEqual([]);
  });
});

describe("anything at all", () => {
  const anything = fc.anything({ withNullPrototype: true, withBigInt: true, withDate: true, withMap: true, withSet: true, maxDepth: 3 });
  const fieldsOf = (known: object) => fc.dictionary(fc.constantFrom(...Object.keys(known)), anything, { maxKeys: 6 });
  const stackWith = (input: unknown): Fleet => withStack({ ...fullStack, overrides: [override(app.service, input as Fields)] });

  it.each<[title: string, input: fc.Arbitrary<unknown>, fleet: (input: unknown) => Fleet]>([
    ["as a service's name", anything, (name) => withService(name, full)],
    ["as a service", anything, (input) => withService("app", input)],
    [
      "as a service's fields",
      fieldsOf({ ...full, ...cron, ...stateful, ...daemon }),
      (fields) => withService("app", Object.assign({ ...full }, fields)),
    ],
    ["as an override", anything, stackWith],
    ["as an override's fields", fieldsOf({ ...layer, schedule: {} }), stackWith],
    ["as a stack", anything, (input) => withStack(input)],
    ["as a stack's fields", fieldsOf(fullStack), (fields) => withStack(Object.assign({ ...fullStack }, fields))],
  ])("%s", (_title, inputs, fleet) => {
    fc.assert(
      fc.property(inputs, (input) => {
        expect(flaw(fleet(input))).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });
});

it.each([cron, stateful, scaled])("finds nothing wrong with the services that it starts from", (input) => {
  expect(checkFleet(withService("app", input)).problems.map(formatProblem)).toEqual([]);
});

it("finds nothing wrong with the fleets that it starts from", () => {
  const stack = stackFile("latest", { podSecurity: "privileged", apiServer: "10.0.0.2/32" });
  const agent = fleetOf({ services: [cart, rawServiceFile("app", daemon)], stacks: [stack] });
  expect(checkFleet(agent).problems.map(formatProblem)).toEqual([]);
  expect(checkFleet(withStack(fullStack)).problems.map(formatProblem)).toEqual([]);
  expect(checkFleet(withStack(ingressStack)).problems.map(formatProblem)).toEqual([]);
});
