import { describe, expect, it } from "vitest";
import type { ImportGraph } from "./import-graph.ts";
import { loadOrder } from "./load-order.ts";

/** Parses `a > b *c`: a imports b by its default export, and c in another way. */
const graphOf = (lines: readonly string[]): ImportGraph =>
  new Map(
    lines.map((line) => {
      const [module = "", imports = ""] = line.split(" > ");
      const names = imports.split(" ").filter((name) => name !== "");
      const parsed = names.map((name) => ({ specifier: name, url: name.replace("*", ""), isDefault: !name.startsWith("*") }));
      return [module, { source: "", imports: parsed }];
    }),
  );

const orderOf = (lines: readonly string[], urls: string, maxCircle?: number): readonly string[] =>
  loadOrder(graphOf(lines), urls.split(" "), maxCircle).groups.map((group) => group.join(" "));

describe("loadOrder", () => {
  it.each<readonly [string, readonly string[], string, readonly string[]]>([
    ["one module", ["a"], "a", ["a"]],
    ["modules without imports, as listed", ["b", "a"], "b a", ["b", "a"]],
    ["imports first", ["a > b", "b > c", "c"], "a", ["c", "b", "a"]],
    ["imports in the order of their statements", ["a > c b", "b", "c"], "a", ["c", "b", "a"]],
    ["a shared import once", ["a > c", "b > c", "c"], "a b", ["c", "a", "b"]],
    ["a listed import before its importer", ["a > b", "b"], "a b", ["b", "a"]],
    ["a circle as one group, from its first module", ["a > b", "b > a"], "a b", ["a b"]],
    ["the same circle, entered at its other module", ["a > b", "b > a"], "b a", ["b a"]],
    ["a module that imports itself", ["a > a"], "a", ["a"]],
    ["a circle after its imports and before its importers", ["a > b", "b > c d", "c > b", "d"], "a", ["d", "b c", "a"]],
    ["two circles that share a module as one", ["a > b", "b > a c", "c > b"], "a", ["a b c"]],
    ["two circles apart", ["a > b c", "b > a", "c > d", "d > c"], "a", ["c d", "a b"]],
    ["a module that cannot be read", ["a > b"], "a", ["b", "a"]],
  ])("orders %s", (_title, lines, urls, expected) => {
    expect(orderOf(lines, urls)).toEqual(expected);
  });

  it.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ["a ring", ["a > b", "b > c", "c > a"], ["c b a"], ["c > a"]],
    ["a ring with a shortcut", ["a > b c", "b > c", "c > a"], ["c b a"], ["c > a"]],
    ["two rings that share a module", ["a > b c", "b > a", "c > a"], ["b c a"], ["b > a", "c > a"]],
    ["a ring that a namespace import closes", ["a > b", "b > c", "c > *a"], ["c b a"], []],
    ["a ring that two kinds of imports close", ["a > b", "b > c", "c > a *a"], ["c b a"], []],
    ["a circle that is small enough", ["a > b", "b > a"], ["a b"], []],
    ["a small circle beside a large one", ["a > b d", "b > c", "c > a", "d > e", "e > d"], ["d e", "c b a"], ["c > a"]],
  ])("defers the imports that close a circle above the maximum: %s", (_title, lines, groups, deferred) => {
    const order = loadOrder(graphOf(lines), ["a"], 2);
    expect(order.groups.map((group) => group.join(" "))).toEqual(groups);
    expect([...order.deferred].map(([from, to]) => `${from} > ${[...to].join(" ")}`)).toEqual(deferred);
  });

  it("orders a chain of 100,000 without recursion", () => {
    const lines = Array.from({ length: 100_000 }, (_, index) => `${index} > ${index + 1}`);
    expect(orderOf(lines, "0").slice(0, 2)).toEqual(["100000", "99999"]);
  });
});
