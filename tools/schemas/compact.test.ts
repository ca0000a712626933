import { describe, expect, test } from "vitest";
import { compact, share, shortName } from "./compact.ts";

test.each([
  ["io.k8s.api.core.v1.Container", "core.v1.Container"],
  ["io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta", "meta.v1.ObjectMeta"],
  ["io.k8s.apimachinery.pkg.api.resource.Quantity", "api.resource.Quantity"],
  ["io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON", "apiextensions.v1.JSON"],
])("%s is called %s", (definition, name) => {
  expect(shortName(definition)).toBe(name);
});

describe("the compact form", () => {
  test.each([
    ["a scalar", { type: "string" }, "string"],
    ["a number of 32 bits", { type: "integer", format: "int32" }, "int32"],
    ["a time", { type: "string", format: "date-time" }, "time"],
    ["an integer or a string", { type: ["integer", "string"] }, "int-or-string"],
    ["any value", { type: ["array", "boolean", "number", "object", "string"] }, "any"],
    ["a quantity", { $ref: "#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity" }, "quantity"],
    ["a definition", { $ref: "#/definitions/io.k8s.api.core.v1.Container" }, "core.v1.Container"],
    ["a limit", { type: "string", maxLength: 3 }, { t: "string", maxLength: 3 }],
    [
      "a closed object",
      { type: "object", properties: { a: { type: "boolean" } }, required: ["a"], additionalProperties: false },
      { p: { a: "boolean" }, r: ["a"] },
    ],
    ["an open object", { type: "object" }, { p: {}, o: 1 }],
    ["a map", { type: "object", additionalProperties: { type: "string" } }, { m: "string" }],
    [
      "a list with keys",
      { type: "array", items: { type: "string" }, "x-kubernetes-list-map-keys": ["name"] },
      { a: "string", k: ["name"] },
    ],
    ["a set", { type: "array", items: { type: "string" }, "x-kubernetes-list-type": "set" }, { a: "string", k: [] }],
  ])("of %s", (_title, schema, node) => {
    expect(compact(schema)).toEqual(node);
  });
});

test("a part that occurs twice gets a name", () => {
  const part = { p: { first: "string", second: "string", third: "string", fourth: "string" } };
  expect(share({ A: { p: { a: part, b: { a: part } } } }, "example.com.v1")).toEqual({
    A: { p: { a: "example.com.v1.0", b: { a: "example.com.v1.0" } } },
    "0": part,
  });
});
