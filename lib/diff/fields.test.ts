import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffFields } from "./fields.ts";

/** Lists the changes: `spec.replicas: 2 -> 4`. */
const lines = (before: unknown, after: unknown): readonly string[] =>
  diffFields(before, after).map(({ path, before: was, after: is }) => `${path}: ${JSON.stringify(was)} -> ${JSON.stringify(is)}`);

describe("diffFields", () => {
  it.each<readonly [string, unknown, unknown, readonly string[]]>([
    ["nothing", { a: { b: [1] } }, { a: { b: [1] } }, []],
    ["a value", { a: { b: 1, c: 2 } }, { a: { b: 3, c: 2 } }, ["a.b: 1 -> 3"]],
    ["a type", { a: 1 }, { a: "1" }, ['a: 1 -> "1"']],
    ["a new value", { a: {} }, { a: { b: 1 } }, ["a.b: undefined -> 1"]],
    ["a removed value", { a: { b: 1 } }, { a: {} }, ["a.b: 1 -> undefined"]],
    ["an object that becomes a string", { a: { b: 1 } }, { a: "b" }, ['a: {"b":1} -> "b"']],
    ["a list that becomes an object", { a: [1] }, { a: { 0: 1 } }, ['a: [1] -> {"0":1}']],
    ["null in place of nothing", { a: null }, {}, ["a: null -> undefined"]],
    ["several, by name", { b: 1, a: 1 }, { a: 2, b: 2 }, ["a: 1 -> 2", "b: 1 -> 2"]],
    ["a key with dots", { labels: { "app.io/name": "x" } }, { labels: { "app.io/name": "y" } }, ['labels.app.io/name: "x" -> "y"']],
    ["a field called __proto__", JSON.parse('{"__proto__":1}'), JSON.parse('{"__proto__":2}'), ["__proto__: 1 -> 2"]],
    ["a field called constructor", {}, { constructor: 1 }, ["constructor: undefined -> 1"]],
  ])("finds %s", (_title, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });

  it.each<readonly [string, unknown, unknown, readonly string[]]>([
    [
      "are matched by name at any place",
      [{ name: "a" }, { name: "b", image: 1 }],
      [{ name: "new" }, { name: "a" }, { name: "b", image: 2 }],
      ["list[b].image: 1 -> 2", 'list[new]: undefined -> {"name":"new"}'],
    ],
    ["are inserted", [{ name: "a" }, { name: "c" }], [{ name: "a" }, { name: "b" }, { name: "c" }], ['list[b]: undefined -> {"name":"b"}']],
    ["are removed", [{ name: "a" }, { name: "b" }], [{ name: "b" }], ['list[a]: {"name":"a"} -> undefined']],
    [
      "are matched by place if a name is listed twice",
      [
        { name: "a", v: 1 },
        { name: "a", v: 2 },
      ],
      [
        { name: "a", v: 1 },
        { name: "a", v: 3 },
      ],
      ["list[1].v: 2 -> 3"],
    ],
    ["are matched by place if one has no name", [{ name: "a" }, 1], [{ name: "a" }, 2], ["list[1]: 1 -> 2"]],
    ["are added", ["a"], ["a", "b"], ['list[1]: undefined -> "b"']],
    ["are removed at the end", ["a", "b"], ["a"], ['list[1]: "b" -> undefined']],
    ["are all removed", ["a"], [], ['list[0]: "a" -> undefined']],
    ["are lists", [["a"], ["b"]], [["a"], ["c"]], ['list[1][0]: "b" -> "c"']],
  ])("items of a list %s", (_title, before, after, expected) => {
    expect(lines({ list: before }, { list: after })).toEqual(expected);
  });

  const pods = (name: string) => ({ podSelector: { matchLabels: { "app.kubernetes.io/instance": name } } });
  const out = (name: string, port: number) => ({ ports: [{ port, protocol: "TCP" }], to: [pods(name)] });
  const dns = { ports: [{ port: 53, protocol: "UDP" }], to: [{ ipBlock: { cidr: "169.254.20.10/32" } }] };
  const into = (port: number, ...names: readonly string[]) => ({ from: names.map(pods), ports: [{ port, protocol: "TCP" }] });
  it.each<readonly [string, unknown, unknown, readonly string[]]>([
    [
      "a rule in the middle",
      [dns, out("cart", 80), out("web", 81)],
      [dns, out("api", 79), out("cart", 80), out("web", 81)],
      [`list[api]: undefined -> ${JSON.stringify(out("api", 79))}`],
    ],
    [
      "a removed rule",
      [dns, out("cart", 80), out("web", 81)],
      [dns, out("web", 81)],
      [`list[cart]: ${JSON.stringify(out("cart", 80))} -> undefined`],
    ],
    ["another port of a rule", [dns, out("cart", 80)], [dns, out("cart", 90)], ["list[cart].ports[90/TCP].port: 80 -> 90"]],
    [
      "another caller",
      [into(80, "api", "web")],
      [into(80, "api", "cart", "web")],
      [`list[80/TCP].from[cart]: undefined -> ${JSON.stringify(pods("cart"))}`],
    ],
    ["another port of all callers", [into(80, "api")], [into(90, "api")], ["list[90/TCP].ports[90/TCP].port: 80 -> 90"]],
    ["another order of rules", [out("a", 1), out("b", 2)], [out("b", 2), out("a", 1)], []],
  ])("finds %s of a NetworkPolicy", (_title, before, after, expected) => {
    expect(lines({ list: before }, { list: after })).toEqual(expected);
  });

  it("finds another order of named items, because the order may matter", () => {
    const [first, second] = [{ name: "first" }, { name: "second" }];
    expect(lines({ initContainers: [first, second] }, { initContainers: [second, first] }).length).toBe(1);
  });

  const { value } = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "small" },
      fc.constantFrom<unknown>("a", "b", 1, 2, true, null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom("a", "b", "name"), tie("value"), { noNullPrototype: true }),
    ),
  }));

  it("finds a change if and only if two values differ", () => {
    const pair = fc.oneof(
      fc.tuple(value, value),
      value.map((same): [unknown, unknown] => [same, structuredClone(same)]),
    );
    fc.assert(
      fc.property(pair, ([before, after]) => {
        const same = JSON.stringify(sorted(before)) === JSON.stringify(sorted(after));
        expect(diffFields(before, after).length === 0).toBe(same);
      }),
      { numRuns: 1000 },
    );
  });

  it("finds the reverse changes in the reverse direction", () => {
    fc.assert(
      fc.property(value, value, (before, after) => {
        const back = diffFields(after, before).map((change) => ({ ...change, before: change.after, after: change.before }));
        const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
          a.path < b.path ? -1 : a.path > b.path ? 1 : 0;
        expect([...back].sort(byPath)).toEqual([...diffFields(before, after)].sort(byPath));
      }),
    );
  });
});

/** Sorts the keys of a value at every depth. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
