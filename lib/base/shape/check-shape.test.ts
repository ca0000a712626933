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
  either: z.optional(z.union([z.string(), z.array(z.string())], "must be a text or a list of texts")),
  path: z.optional(z.string().check(z.regex(/^\//, 'must start with "/"'))),
});

function problems(value: unknown, at = ""): readonly string[] {
  const found: string[] = [];
  const sound = checkShape(schema, value, (path, message) => found.push(`${path}: ${message}`), at);
  expect(sound).toBe(found.length === 0);
  return found;
}

describe("what has the right shape", () => {
  it.each<[title: string, fields: Fields]>([
    ["the least", {}],
    ["everything", { count: 1, share: 0.5, loud: false, level: "low", words: ["a"], run: () => 1, either: ["a"], path: "/" }],
    ["a field that is set to undefined", { count: undefined }],
    ["one of several kinds", { shape: { kind: "square", side: 1 } }],
  ])("%s", (_title, fields) => {
    expect(problems({ name: "x", ...fields })).toEqual([]);
  });
});

describe("what is not even an object", () => {
  it.each<[title: string, value: unknown, problem: string]>([
    ["null", null, ": null is not an object"],
    ["undefined", undefined, ": missing: an object is required"],
    ["a number", 5, ": 5 is not an object"],
    ["a text", "x", ': "x" is not an object'],
    ["a list", [], ": a list is not an object"],
    ["a function", () => 1, ": a function is not an object"],
    ["true", true, ": true is not an object"],
  ])("%s", (_title, value, problem) => {
    expect(problems(value)).toEqual([problem]);
  });
});

describe("what has the wrong shape", () => {
  const kinds = 'one of "circle", "square"';
  it.each<[title: string, fields: Fields, expected: readonly string[]]>([
    ["a missing text", { name: undefined }, ["name: missing: a text is required"]],
    ["a number for a text", { name: 5 }, ["name: 5 is not a text"]],
    ["null for a text", { name: null }, ["name: null is not a text"]],
    ["an object for a text", { name: {} }, ["name: an object is not a text"]],
    ["a function for a text", { name: () => "x" }, ["name: a function is not a text"]],
    ["a text for a number", { count: "3" }, ['count: "3" is not a number']],
    ["a fraction for a whole number", { count: 1.5 }, ["count: 1.5 is not a whole number"]],
    ["no number", { share: Number.NaN }, ["share: NaN is not a number"]],
    ["too little", { count: 0 }, ["count: 0 is below the least, 1"]],
    ["too much", { count: 11 }, ["count: 11 is above the most, 10"]],
    ["a text for true or false", { loud: "yes" }, ['loud: "yes" is not true or false']],
    ["a word that is not known", { level: "hihg" }, ['level: "hihg" is not one of "high", "low"']],
    ["a text for a list", { words: "a" }, ['words: "a" is not a list']],
    ["an empty list", { words: [] }, ["words: is empty"]],
    ["a number in a list of texts", { words: ["a", 5] }, ["words.1: 5 is not a text"]],
    ["a list for an object", { inner: [] }, ["inner: a list is not an object"]],
    ["a list for named values", { byName: [] }, ["byName: a list is not an object"]],
    ["a number for a named value", { byName: { web: 80 } }, ["byName.web: 80 is not an object"]],
    ["a missing field of a named value", { byName: { web: {} } }, ["byName.web.port: missing: a number is required"]],
    ["an object for a function", { run: {} }, ["run: an object must be a function: () => 1"]],
    ["none of two shapes", { either: 5 }, ["either: 5 must be a text or a list of texts"]],
    ["a text of the wrong form", { path: "x" }, ['path: "x" must start with "/"']],
    ["an unknown kind", { shape: { kind: "circel" } }, [`shape.kind: "circel" is not ${kinds}`]],
    ["a missing kind", { shape: { side: 1 } }, [`shape.kind: missing: ${kinds} is required`]],
    ["no object where a kind is", { shape: "circle" }, ['shape: "circle" is not an object']],
    ["a long text", { count: "x".repeat(100) }, [`count: "${"x".repeat(57)}..." is not a number`]],
    ["a text with quotes", { count: '"' }, ['count: "\\"" is not a number']],
  ])("%s", (_title, fields, expected) => {
    expect(problems({ name: "x", ...fields })).toEqual(expected);
  });
});

describe("a field that is not known", () => {
  it.each<[title: string, fields: Fields, expected: readonly string[]]>([
    ["is compared with the fields there", { cuont: 1 }, ['cuont: unknown field; did you mean "count"?']],
    ["in an object", { inner: { cpus: "1" } }, ['inner.cpus: unknown field; did you mean "cpu"?']],
    ["two levels down", { inner: { limits: { mem0ry: "1" } } }, ['inner.limits.mem0ry: unknown field; did you mean "memory"?']],
    ["in a named value", { byName: { web: { port: 1, prot: 2 } } }, ['byName.web.prot: unknown field; did you mean "port"?']],
    [
      "in one of several kinds",
      { shape: { kind: "circle", radius: 1, radios: 2 } },
      ['shape.radios: unknown field; did you mean "radius"?'],
    ],
    [
      "in one of several kinds by name",
      { shapes: { a: { kind: "square", side: 1, sides: 4 } } },
      ['shapes.a.sides: unknown field; did you mean "side"?'],
    ],
    ["with nothing near it", { inner: { sidecar: 1 } }, ['inner.sidecar: unknown field (there is "cpu", "limits")']],
    [
      "called __proto__",
      { inner: JSON.parse('{"__proto__": 1}') as unknown },
      ['inner.__proto__: unknown field (there is "cpu", "limits")'],
    ],
  ])("%s", (_title, fields, expected) => {
    expect(problems({ name: "x", ...fields })).toEqual(expected);
  });
});

it("reports everything at once", () => {
  expect(problems({ name: 5, count: 0, inner: { cpus: "1" }, words: [1, 2], extra: 1 })).toEqual([
    "name: 5 is not a text",
    "count: 0 is below the least, 1",
    "words.0: 1 is not a text",
    "words.1: 2 is not a text",
    'inner.cpus: unknown field; did you mean "cpu"?',
    'extra: unknown field (there is "name", "count", "share", "loud", "level", "words", "inner", "byName", "shape", "shapes", "run", "either", "path")',
  ]);
});

it("puts the place in front of every path", () => {
  expect(problems({ name: 5, inner: { cpus: "1" } }, "override(app)")).toEqual([
    "override(app).name: 5 is not a text",
    'override(app).inner.cpus: unknown field; did you mean "cpu"?',
  ]);
  expect(problems(null, "override(app)")).toEqual(["override(app): null is not an object"]);
});
