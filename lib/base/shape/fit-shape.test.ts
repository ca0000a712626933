import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { fitShape } from "./fit-shape.ts";
import { writtenKeys } from "./positions.ts";

const schema = z.strictObject({
  name: z.string(),
  count: z.optional(z.int().check(z.gte(1))),
  words: z.optional(z.array(z.string()).check(z.minLength(1))),
  ports: z.optional(z.record(z.string(), z.strictObject({ port: z.number(), protocol: z.enum(["grpc", "http"]) }))),
});

describe("the part of a value that fits", () => {
  const web = { port: 8080, protocol: "http" };
  it.each<[title: string, value: unknown, fit: unknown, unknown: readonly string[]]>([
    ["all of a value that matches", { name: "a", ports: { web } }, { name: "a", ports: { web } }, []],
    ["a wrong optional value is removed", { name: "a", count: 0 }, { name: "a" }, ["count"]],
    ["an unknown field is removed", { name: "a", size: 1 }, { name: "a" }, ["size"]],
    ["a misspelt field makes the field that it means unknown", { name: "a", cuont: 1 }, { name: "a" }, ["cuont", "count"]],
    ["a misspelt required field is one mismatch", { nmae: "a" }, { name: "?" }, ["nmae", "name"]],
    [
      "a wrong required value removes the object around it",
      { name: "a", ports: { web: { ...web, port: "x" } } },
      { name: "a", ports: {} },
      ["ports.web.port"],
    ],
    [
      "a missing required value removes the object around it",
      { name: "a", ports: { web: { port: 1 }, api: web } },
      { name: "a", ports: { api: web } },
      ["ports.web.protocol"],
    ],
    ["a placeholder replaces a missing required field", { count: 1 }, { name: "?", count: 1 }, ["name"]],
    ["a placeholder replaces a wrong required field", { name: 5 }, { name: "?" }, ["name"]],
    ["wrong items of a list are removed", { name: "a", words: [1, "b", 2, "c"] }, { name: "a", words: ["b", "c"] }, ["words.0", "words.2"]],
    ["a list without a right item is removed", { name: "a", words: [1] }, { name: "a" }, ["words.0"]],
    ["nothing of a value of another type", "a", undefined, [""]],
  ])("%s", (_title, value, fit, unknown) => {
    expect(fitShape(schema, value, () => undefined, { placeholders: { name: "?" } })).toEqual({ value: fit, unknown });
  });

  it.each<[title: string, ports: unknown, fit: unknown]>([
    ["replaces a wrong value", { web: { port: 1, protocol: 5 } }, { web: { port: 1, protocol: "grpc" } }],
    ["replaces a missing value", { web: { port: 1 } }, { web: { port: 1, protocol: "grpc" } }],
    ["that the schema refuses does not help", { web: { port: "x", protocol: "http" } }, {}],
  ])("a placeholder of a path %s", (_title, ports, fit) => {
    const placeholders = { "ports.*.protocol": "grpc", "ports.*.port": "x" };
    expect(fitShape(schema, { name: "a", ports }, () => undefined, { placeholders }).value).toEqual({ name: "a", ports: fit });
  });

  it("knows the positions of the items that are left", () => {
    const { value } = fitShape(schema, { name: "a", words: [1, "b", 2, "c"] }, () => undefined);
    expect([writtenKeys(value, ["words", "0"]), writtenKeys(value, ["words", "1"])]).toEqual([
      ["words", "1"],
      ["words", "3"],
    ]);
  });

  it("is nothing if a required field is missing and has no placeholder", () => {
    expect(fitShape(schema, {}, () => undefined)).toEqual({ value: undefined, unknown: ["name"] });
  });

  it("leaves the value unchanged and reports the mismatches below `at`", () => {
    const value = { name: "a", ports: { web: { port: "x", protocol: "http" } } };
    const before = structuredClone(value);
    const reported: string[] = [];
    fitShape(schema, value, (path, message) => reported.push(`${path}: ${message}`), { at: "override(app)" });
    expect([value, reported]).toEqual([before, ['override(app).ports.web.port: must be a number, got "x"']]);
  });
});
