import { describe, expect, test } from "vitest";
import { z } from "zod";
import { strictDefinition, strictSchema, type Dialect, type SchemaNode } from "./strict-schema.ts";

const accepts = (schema: SchemaNode, value: unknown): boolean => z.fromJSONSchema({ ...schema }).safeParse(value).success;

const spec: SchemaNode = {
  type: "object",
  description: "left out",
  required: ["replicas", "paused"],
  properties: {
    replicas: { type: "integer", format: "int32", nullable: true },
    paused: { type: "boolean", default: false },
    port: { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }] },
    labels: { type: "object", additionalProperties: { type: "string" } },
    values: { type: "object", "x-kubernetes-preserve-unknown-fields": true },
    known: {
      type: "object",
      "x-kubernetes-preserve-unknown-fields": true,
      properties: { name: { type: "string" } },
    },
    anything: { "x-kubernetes-preserve-unknown-fields": true },
    bare: { type: "object" },
    steps: { type: "array", items: { type: "object", properties: { weight: { type: "integer" } } } },
  },
};

describe("a strict schema of a CRD", () => {
  test.each<readonly [string, unknown, boolean]>([
    ["the required field", { replicas: 3 }, true],
    ["a required field with a default may be left out, one without may not", { paused: true }, false],
    ["an unknown field", { replicas: 3, replica: 3 }, false],
    ["an unknown field in a list", { replicas: 3, steps: [{ wieght: 1 }] }, false],
    ["a number as a string", { replicas: "3" }, false],
    ["null, also where the CRD says nullable", { replicas: null }, false],
    ["int-or-string: an integer", { replicas: 3, port: 80 }, true],
    ["int-or-string: a string", { replicas: 3, port: "http" }, true],
    ["int-or-string: a fraction", { replicas: 3, port: 1.5 }, false],
    ["int-or-string: null", { replicas: 3, port: null }, false],
    ["a map takes any key", { replicas: 3, labels: { a: "b" } }, true],
    ["a map checks its values", { replicas: 3, labels: { a: 1 } }, false],
    ["preserve-unknown takes any field", { replicas: 3, values: { any: { thing: 1 } } }, true],
    ["preserve-unknown with declared fields takes others too", { replicas: 3, known: { name: "a", other: 1 } }, true],
    ["preserve-unknown with declared fields still checks those", { replicas: 3, known: { name: 1 } }, false],
    ["preserve-unknown of any type takes a list", { replicas: 3, anything: [1] }, true],
    ["preserve-unknown of any type takes no null", { replicas: 3, anything: null }, false],
    ["an object that declares nothing takes nothing", { replicas: 3, bare: { a: 1 } }, false],
  ])("%s", (_, value, expected) => {
    expect(accepts(strictSchema(spec, "crd"), value)).toBe(expected);
  });
});

describe("the converted schema", () => {
  test.each<readonly [string, Dialect, SchemaNode, SchemaNode]>([
    ["an object of a built-in kind that declares nothing stays open", "builtin", { type: "object" }, { type: "object" }],
    [
      "branches only assert, so they are not closed",
      "crd",
      {
        type: "object",
        properties: { a: { type: "string" } },
        anyOf: [{ properties: { a: { enum: ["x"], description: "left out" } }, required: ["a"] }],
        not: { required: ["b"] },
      },
      {
        type: "object",
        properties: { a: { type: "string" } },
        additionalProperties: false,
        anyOf: [{ required: ["a"], properties: { a: { enum: ["x"] } } }],
        not: { required: ["b"] },
      },
    ],
    [
      "a reference stays, without what stands beside it",
      "builtin",
      { $ref: "#/definitions/Time", description: "left out" },
      { $ref: "#/definitions/Time" },
    ],
    [
      "a pattern of an int-or-string stays",
      "crd",
      { "x-kubernetes-int-or-string": true, anyOf: [{ type: "integer" }, { type: "string" }], pattern: "^[0-9]+%?$" },
      { pattern: "^[0-9]+%?$", type: ["integer", "string"] },
    ],
    ["the built-in int-or-string", "builtin", { type: "string", format: "int-or-string" }, { type: ["integer", "string"] }],
    [
      "all that is required has defaults: draft 4 takes no empty list",
      "crd",
      { type: "object", required: ["a"], properties: { a: { type: "string", default: "x" } } },
      { type: "object", properties: { a: { type: "string" } }, additionalProperties: false },
    ],
  ])("%s", (_, dialect, node, expected) => {
    expect(strictSchema(node, dialect)).toEqual(expected);
  });
});

test.each([
  ["512Mi", true],
  ["1", true],
  ["0.5", true],
  ["1e3", true],
  ["250m", true],
  ["512mb", false],
  ["1 Gi", false],
  ["", false],
])("the quantity %j: %j", (value, expected) => {
  const quantity = strictDefinition("io.k8s.apimachinery.pkg.api.resource.Quantity", { type: "string" });
  expect(new RegExp(String(quantity["pattern"])).test(value)).toBe(expected);
});
