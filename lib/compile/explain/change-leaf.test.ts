import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeLeaf, leafPaths, renameLeaf } from "./change-leaf.ts";

describe("leafPaths", () => {
  it("lists strings, numbers, lists and probes, and leaves functions out", () => {
    const values = {
      owner: "a@example.com",
      resources: { cpu: "1", limits: { cpu: "2" } },
      args: ["a", "b"],
      health: { readiness: { kind: "http", port: "http", path: "/", headers: {} }, liveness: undefined },
      env: () => ({}),
      files: {},
      public: false,
    };
    expect(leafPaths(values).map((path) => path.join("."))).toEqual([
      "owner",
      "resources.cpu",
      "resources.limits.cpu",
      "args",
      "health.readiness",
      "public",
    ]);
  });
});

describe("renameLeaf", () => {
  it.each<readonly [string, readonly string[], unknown]>([
    ["a value", ["a", "b"], { a: { b0: 1, c: 2 }, d: [1] }],
    ["an object", ["a"], { a0: { b: 1, c: 2 }, d: [1] }],
    ["nothing at an unknown path", ["a", "x"], { a: { b: 1, c: 2 }, d: [1] }],
    ["nothing in a list", ["d", "0"], { a: { b: 1, c: 2 }, d: [1] }],
  ])("renames %s", (_title, keys, expected) => {
    expect(Object.entries(renameLeaf({ a: { b: 1, c: 2 }, d: [1] }, keys))).toEqual(Object.entries(expected as object));
  });
});

describe("changeLeaf", () => {
  it.each<readonly [string, unknown, unknown]>([
    ["a number", 3, 4],
    ["a boolean", false, true],
    ["a string", "high", "xhigh"],
    ["a quantity, to another quantity", "250m", "77"],
    ["a list", ["a", 1], ["xa", 2]],
    ["an empty list", [], ["altered"]],
    [
      "a probe, whose kind and port stay",
      { kind: "http", port: "http", path: "/a", headers: {} },
      { kind: "http", port: "http", path: "x/a", headers: {} },
    ],
  ])("returns a different value of the same type: %s", (_title, before, after) => {
    expect(changeLeaf({ a: { b: before, c: 1 } }, ["a", "b"])).toEqual({ a: { b: after, c: 1 } });
  });

  it("changes a quantity that equals its usual replacement", () => {
    expect(changeLeaf({ cpu: "77" }, ["cpu"])).not.toEqual({ cpu: "77" });
  });

  it.each<readonly [string, readonly string[]]>([
    ["no path", []],
    ["an unknown path", ["a", "x"]],
    ["a path below a string", ["b", "x"]],
    ["an inherited property", ["toString"]],
  ])("returns the values unchanged for %s", (_title, keys) => {
    expect(changeLeaf({ a: { c: 1 }, b: "text" }, keys)).toEqual({ a: { c: 1 }, b: "text" });
  });

  it("changes each leaf alone and never its argument", () => {
    const leaf = fc.oneof(fc.integer(), fc.boolean(), fc.string(), fc.array(fc.string(), { maxLength: 2 }));
    const { node } = fc.letrec<{ node: Record<string, unknown> }>((tie) => ({
      node: fc.dictionary(
        fc.stringMatching(/^[a-z]{1,4}$/).filter((key) => key !== "kind"),
        fc.oneof({ depthSize: "small" }, leaf, tie("node")),
        { maxKeys: 4, noNullPrototype: true },
      ),
    }));
    fc.assert(
      fc.property(node, (values) => {
        const before = JSON.stringify(values);
        for (const path of leafPaths(values)) {
          const altered = changeLeaf(values, path);
          const others = (from: unknown) => leafPaths(from).filter((other) => other.join(".") !== path.join("."));
          expect(JSON.stringify(altered)).not.toBe(before);
          expect(others(altered)).toEqual(others(values));
        }
        expect(JSON.stringify(values)).toBe(before);
      }),
      { numRuns: 200 },
    );
  });
});
