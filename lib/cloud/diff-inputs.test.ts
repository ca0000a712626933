import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffInputs } from "./diff-inputs.ts";
import type { Properties } from "./kinds/kind.ts";
import { CLOUD_KINDS } from "./kinds/registry.ts";

const UNKNOWN = Symbol("unknown");
const server = CLOUD_KINDS["gcp:sql/databaseInstance:DatabaseInstance"];
const diff = (old: Properties, next: Properties) => diffInputs(server, old, next, (value) => value === UNKNOWN);

describe("diffInputs", () => {
  it.each<readonly [what: string, old: Properties, next: Properties, changed: readonly string[], replaces: readonly string[]]>([
    ["equal values", { name: "a", settings: { flags: [1, 2] } }, { settings: { flags: [1, 2] }, name: "a" }, [], []],
    ["an undefined value is an absent one", { name: "a", region: undefined }, { name: "a" }, [], []],
    ["null is an absent value", { region: null }, {}, [], []],
    ["a new value", {}, { region: "r" }, ["region"], ["region"]],
    ["a removed value", { region: "r" }, {}, ["region"], ["region"]],
    ["a list gets longer", { replicaNames: ["a"] }, { replicaNames: ["a", "b"] }, ["replicaNames"], []],
    ["a list has another member", { replicaNames: ["a", "b"] }, { replicaNames: ["a", "c"] }, ["replicaNames.1"], []],
    ["a list becomes empty", { replicaNames: ["a"] }, { replicaNames: [] }, ["replicaNames"], []],
    ["a new object", {}, { settings: { collation: "c", tier: "t" } }, ["settings.collation", "settings.tier"], ["settings.collation"]],
    ["a new object without members", {}, { settings: {} }, ["settings"], []],
    ["an object becomes a string", { settings: {} }, { settings: "s" }, ["settings"], []],
    ["a number becomes a string", { port: 1 }, { port: "1" }, ["port"], []],
    ["a value that is not known", { name: "a" }, { name: UNKNOWN }, ["name"], ["name"]],
    ["a value in a list that is not known", { replicaNames: ["a"] }, { replicaNames: [UNKNOWN] }, ["replicaNames.0"], []],
    ["an object that is not known may have another collation", { settings: {} }, { settings: UNKNOWN }, ["settings"], ["settings"]],
    ["a write-only value never differs", { rootPasswordWo: "a" }, { rootPasswordWo: UNKNOWN }, [], []],
    ["paths are sorted", { tier: 1, region: "a" }, { tier: 2, region: "b", name: "n" }, ["name", "region", "tier"], ["name", "region"]],
  ])("%s", (_what, old, next, changed, replaces) => {
    expect(diff(old, next)).toEqual({ changed, replaces });
  });

  it("finds nothing in equal values, and something in others", () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), fc.dictionary(fc.string(), value), (a, b) => {
        expect(diff(a, structuredClone(a)).changed).toEqual([]);
        const isEqual = JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
        expect(diff(a, b).changed.length === 0).toBe(isEqual);
      }),
    );
  });
});

/** Sorts keys, and drops what counts as absent. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((each) => sorted(each) ?? null);
  if (typeof value !== "object" || value === null) return value ?? undefined;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => each !== null)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
