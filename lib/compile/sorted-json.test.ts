import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isRecord } from "../base/values.ts";
import { sortedJson } from "./sorted-json.ts";

const sortKeys = (_key: string, value: unknown): unknown =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;

describe("sortedJson", () => {
  it.each<readonly [value: object, text: string]>([
    [{ b: 1, a: { d: [true, null], c: "x" } }, '{"a":{"c":"x","d":[true,null]},"b":1}'],
    [{ a: undefined, b: [undefined] }, '{"b":[null]}'],
    [{ b: 1, "10": 2, "9": 3, "01": 4, a: 5 }, '{"9":3,"10":2,"01":4,"a":5,"b":1}'],
    [JSON.parse('{"b":1,"__proto__":{"a":2}}'), '{"__proto__":{"a":2},"b":1}'],
    [[], "[]"],
    [{}, "{}"],
    [["\u2028"], '["\u2028"]'],
  ])("formats %j", (value, text) => {
    expect(sortedJson(value)).toBe(text);
  });

  it("has the bytes of JSON.stringify with sorted keys", () => {
    const key = fc.oneof(fc.string(), fc.nat().map(String), fc.constantFrom("4294967294", "4294967295", "-1", "__proto__"));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        fc.jsonValue(),
        fc.constant(undefined),
        fc.array(tie("tree"), { maxLength: 4 }),
        fc.dictionary(key, tie("tree"), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        expect(sortedJson([value])).toBe(JSON.stringify([value], sortKeys));
      }),
    );
  });
});
