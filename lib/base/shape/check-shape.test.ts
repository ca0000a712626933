import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { Fields } from "../../../test/fleets.ts";
import { checkShape } from "./check-shape.ts";

const circle = z.strictObject({ kind: z.literal("circle"), radius: z.number() });
const square = z.strictObject({ kind: z.literal("square"), side: z.number() });

const schema = z.strictObject({
  name: z.string(),
  count: z.optional(z.int().check(z.gte(1), z.lte(10))),
  share: z.optional(z.number()),
  loud: z.optional(z.boolean()),
  level: z.optional(z.enum(["high", "low"])),
  words: z.optional(z.array(z.string()).check(z.minLength(1))),
  inner: z.optional(
    z.strictObject({ cpu: z.optional(z.string()), limits: z.optional(z.strictObject({ memory: z.optional(z.string()) })) }),
  ),
  byName: z.optional(z.record(z.string(), z.strictObject({ port: z.number() }))),
  shape: z.optional(z.discriminatedUnion("kind", [circle, square])),
  shapes: z.optional(z.record(z.string(), z.discriminatedUnion("kind", [circle, square]))),
  run: z.optional(z.custom((value) => typeof value === "function", "must be a function: () => 1")),
  either: z.optional(z.union([z.string(), z.array(z.string())], "must be a string or a list of strings")),
  line: z.optional(z.string().check(z.minLength(1), z.maxLength(5))),
  place: z.optional(z.union([z.string(), z.strictObject({ url: z.string() })])),
  mixed: z.optional(z.union([z.string(), z.strictObject({ url: z.optional(z.string()) })])),
  path: z.optional(z.string().check(z.regex(/^\//, 'must start with "/"'))),
});

function problems(value: unknown, at = ""): readonly string[] {
  const found: string[] = [];
  const fits = checkShape(schema, value, (path, message) => found.push(`${path}: ${message}`), at);
  expect(fits).toBe(found.length === 0);
  return found;
}

describe("a value of the right shape", () => {
  it.each<[title: string, fields: Fields]>([
    ["no optional field", {}],
    ["every field", { count: 1, share: 0.5, loud: false, level: "low", words: ["a"], run: () => 1, either: ["a"], path: "/" }],
    ["a field that is set to undefined", { count: undefined }],
    ["an option of a union", { shape: { kind: "square", side: 1 } }],
  ])("%s", (_title, fields) => {
    expect(problems({ name: "x", ...fields })).toEqual([]);
  });
});

describe("a value that is not an object", () => {
  it.each<[title: string, value: unknown, problem: string]>([
    ["null", null, ": must be an object, got null"],
    ["undefined", undefined, ": missing: an object is required"],
    ["a number", 5, ": must be an object, got 5"],
    ["a string", "x", ': must be an object, got "x"'],
    ["a list", [], ": must be an object, got a list"],
    ["a function", () => 1, ": must be an object, got a function"],
    ["true", true, ": must be an object, got true"],
  ])("%s", (_title, value, problem) => {
    expect(problems(value)).toEqual([problem]);
  });
});

describe("a value of the wrong shape", () => {
  const kinds = '"circle" or "square"';
  it.each<[title: string, fields: Fields, expected: readonly string[]]>([
    ["a missing string", { name: undefined }, ["name: missing: a string is required"]],
    ["a number for a string", { name: 5 }, ["name: must be a string, got 5"]],
    ["null for a string", { name: null }, ["name: must be a string, got null"]],
    ["an object for a string", { name: {} }, ["name: must be a string, got an object"]],
    ["a function for a string", { name: () => "x" }, ["name: must be a string, got a function"]],
    ["a string for a number", { count: "3" }, ['count: must be a number, got "3"']],
    ["a fraction for an integer", { count: 1.5 }, ["count: must be an integer, got 1.5"]],
    ["NaN for a number", { share: Number.NaN }, ["share: must be a number, got NaN"]],
    ["a number below the minimum", { count: 0 }, ["count: must be at least 1, got 0"]],
    ["a number above the maximum", { count: 11 }, ["count: must be at most 10, got 11"]],
    ["a string for a boolean", { loud: "yes" }, ['loud: must be a boolean, got "yes"']],
    ["a word outside an enumeration", { level: "hihg" }, ['level: must be "high" or "low", got "hihg"']],
    ["a string for a list", { words: "a" }, ['words: must be a list, got "a"']],
    ["an empty list", { words: [] }, ["words: must not be empty"]],
    ["a number in a list of strings", { words: ["a", 5] }, ["words.1: must be a string, got 5"]],
    ["a list for an object", { inner: [] }, ["inner: must be an object, got a list"]],
    ["a list for a record", { byName: [] }, ["byName: must be an object, got a list"]],
    ["a number in a record", { byName: { web: 80 } }, ["byName.web: must be an object, got 80"]],
    ["a missing field in a record", { byName: { web: {} } }, ["byName.web.port: missing: a number is required"]],
    ["an object for a function", { run: {} }, ["run: must be a function: () => 1, got an object"]],
    ["a value that matches no form of a union", { either: 5 }, ["either: must be a string or a list of strings, got 5"]],
    ["a value that matches no form of a union without words", { place: 5 }, ["place: must be a string or an object, got 5"]],
    ["a form of a union whose field is wrong", { place: { url: 5 } }, ["place.url: must be a string, got 5"]],
    ["an empty string", { line: "" }, ["line: must not be empty"]],
    ["a string that is too long", { line: "123456" }, ['line: must have at most 5 characters, got "123456"']],
    ["a string that the pattern rejects", { path: "x" }, ['path: must start with "/", got "x"']],
    ["an unknown kind", { shape: { kind: "circel" } }, [`shape.kind: must be ${kinds}, got "circel"`]],
    ["a missing kind", { shape: { side: 1 } }, [`shape.kind: missing: ${kinds} is required`]],
    ["a string for an object with a kind", { shape: "circle" }, ['shape: must be an object, got "circle"']],
    ["a long string", { count: "x".repeat(100) }, [`count: must be a number, got "${"x".repeat(57)}..."`]],
    ["a string with quotes", { count: '"' }, ['count: must be a number, got "\\""']],
  ])("%s", (_title, fields, expected) => {
    expect(problems({ name: "x", ...fields })).toEqual(expected);
  });
});

describe("a field that cannot be read", () => {
  const fails = (): never => {
    throw new Error("boom");
  };
  const getter = (name: string): Fields => Object.defineProperty({ name: "x" }, name, { get: fails, enumerable: true });
  it.each<[title: string, value: () => unknown, expected: readonly string[]]>([
    ["has a getter that throws", () => getter("count"), ["count: cannot be read: boom"]],
    ["is in an object", () => ({ name: "x", inner: getter("cpu") }), ["inner.cpu: cannot be read: boom"]],
    ["is a proxy without keys", () => ({ name: "x", inner: new Proxy({}, { ownKeys: fails }) }), ["inner: cannot be read: boom"]],
    ["is a proxy without values", () => ({ inner: new Proxy({ cpu: "1", limits: {} }, { get: fails }) }), ["inner: cannot be read: boom"]],
  ])("%s", (_title, value, expected) => {
    expect(problems(value() as Fields)).toEqual(expected);
  });
});

describe("an unknown field", () => {
  it.each<[title: string, fields: Fields, expected: readonly string[]]>([
    ["is compared with the known fields", { cuont: 1 }, ['cuont: unknown field; did you mean "count"?']],
    ["in an object", { inner: { cpus: "1" } }, ['inner.cpus: unknown field; did you mean "cpu"?']],
    ["two levels down", { inner: { limits: { mem0ry: "1" } } }, ['inner.limits.mem0ry: unknown field; did you mean "memory"?']],
    ["in a record", { byName: { web: { port: 1, prot: 2 } } }, ['byName.web.prot: unknown field; did you mean "port"?']],
    [
      "in an option of a union",
      { shape: { kind: "circle", radius: 1, radios: 2 } },
      ['shape.radios: unknown field; did you mean "radius"?'],
    ],
    [
      "in an option of a union in a record",
      { shapes: { a: { kind: "square", side: 1, sides: 4 } } },
      ['shapes.a.sides: unknown field; did you mean "side"?'],
    ],
    ["without a similar known field", { inner: { sidecar: 1 } }, ['inner.sidecar: unknown field (known: "cpu", "limits")']],
    ["called __proto__", { inner: JSON.parse('{"__proto__": 1}') as unknown }, ['inner.__proto__: unknown field (known: "cpu", "limits")']],
  ])("%s", (_title, fields, expected) => {
    expect(problems({ name: "x", ...fields })).toEqual(expected);
  });
});

describe("a field of a record called __proto__", () => {
  const named = (value: unknown): unknown => JSON.parse(`{"__proto__": ${JSON.stringify(value)}}`);
  it.each<[title: string, fields: Fields, expected: readonly string[]]>([
    ["is checked", { byName: named({ port: "x" }) }, ['byName.__proto__.port: must be a number, got "x"']],
    ["matches", { byName: named({ port: 1 }) }, []],
    [
      "is compared with the known fields",
      { byName: named({ port: 1, prot: 2 }) },
      ['byName.__proto__.prot: unknown field; did you mean "port"?'],
    ],
    [
      "has an option of a union",
      { shapes: named({ kind: "circle", radius: "x" }) },
      ['shapes.__proto__.radius: must be a number, got "x"'],
    ],
    [
      "lies in the way of none",
      { byName: { web: named(1) } },
      ["byName.web.port: missing: a number is required", 'byName.web.__proto__: unknown field (known: "port")'],
    ],
  ])("%s", (_title, fields, expected) => {
    expect(problems({ name: "x", ...fields })).toEqual(expected);
  });
});

it("reports all problems at once", () => {
  expect(problems({ name: 5, count: 0, inner: { cpus: "1" }, words: [1, 2], extra: 1 })).toEqual([
    "name: must be a string, got 5",
    "count: must be at least 1, got 0",
    "words.0: must be a string, got 1",
    "words.1: must be a string, got 2",
    'inner.cpus: unknown field; did you mean "cpu"?',
    'extra: unknown field (known: "share", "either", "path", "name", "count" and 11 more)',
  ]);
});

it("puts `at` in front of every path", () => {
  expect(problems({ name: 5, inner: { cpus: "1" } }, "override(app)")).toEqual([
    "override(app).name: must be a string, got 5",
    'override(app).inner.cpus: unknown field; did you mean "cpu"?',
  ]);
  expect(problems(null, "override(app)")).toEqual(["override(app): must be an object, got null"]);
});

describe("an instance of a class in the place of an object", () => {
  class Limits {
    readonly memory = "1Gi";
  }
  it.each<[title: string, value: unknown, problem: string | undefined]>([
    ["a date", { name: "a", inner: new Date(0) }, "inner: must be an object, got an instance of Date"],
    ["a map", { name: "a", inner: { limits: new Map() } }, "inner.limits: must be an object, got an instance of Map"],
    ["a promise", { name: "a", inner: { limits: Promise.resolve({}) } }, "inner.limits: must be an object, got an instance of Promise"],
    [
      "an object of one's own class",
      { name: "a", inner: { limits: new Limits() } },
      "inner.limits: must be an object, got an instance of Limits",
    ],
    ["a date in the place of one of two forms", { name: "a", mixed: new Date(0) }, "mixed: must be an object, got an instance of Date"],
    ["an object without a prototype", { name: "a", inner: Object.create(null) }, undefined],
  ])("%s", (_title, value, problem) => {
    expect(problems(value)).toEqual(problem === undefined ? [] : [problem]);
  });
});
