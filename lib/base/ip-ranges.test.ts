import { describe, expect, it } from "vitest";
import { hasLocalAddresses, isPrivateRange, NOT_INTERNET, overlaps, parseRange } from "./ip-ranges.ts";

describe("parseRange", () => {
  it.each<readonly [string, unknown]>([
    ["10.0.0.0/8", { first: 167_772_160, last: 184_549_375, bits: 8 }],
    ["1.2.3.4/32", { first: 16_909_060, last: 16_909_060, bits: 32 }],
    ["0.0.0.0/0", { first: 0, last: 4_294_967_295, bits: 0 }],
    ["10.0.0.1/8", undefined],
    ["10.0.0.0", undefined],
    ["010.0.0.0/8", undefined],
    ["256.0.0.0/8", undefined],
    ["10.0.0.0/33", undefined],
    ["fd00::/8", undefined],
    ["", undefined],
  ])("%s", (text, range) => {
    expect(parseRange(text)).toEqual(range);
  });
});

it.each<readonly [string, string, boolean]>([
  ["10.0.0.0/8", "10.1.0.0/16", true],
  ["10.1.0.0/16", "10.0.0.0/8", true],
  ["10.0.0.0/9", "10.128.0.0/9", false],
])("overlaps: %s and %s: %s", (a, b, expected) => {
  const [left, right] = [parseRange(a), parseRange(b)];
  expect(left !== undefined && right !== undefined && overlaps(left, right)).toBe(expected);
});

it.each<readonly [string, boolean]>([
  ["169.254.169.254/32", true],
  ["127.0.0.1/32", true],
  ["160.0.0.0/4", true],
  ["10.0.0.0/8", false],
  ["8.8.8.8/32", false],
])("hasLocalAddresses: %s: %s", (text, expected) => {
  const range = parseRange(text);
  expect(range !== undefined && hasLocalAddresses(range)).toBe(expected);
});

it("lists ranges that parse, in order, and that contain every private range", () => {
  const ranges = NOT_INTERNET.map((text) => parseRange(text));
  expect(ranges).not.toContain(undefined);
  expect(ranges.map((range) => range?.first)).toEqual(ranges.map((range) => range?.first ?? 0).toSorted((a, b) => a - b));
  expect(["10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16"].every((text) => NOT_INTERNET.includes(text))).toBe(true);
});

it("takes no range for private that is only partly private", () => {
  expect([isPrivateRange("10.0.0.0/8"), isPrivateRange("10.0.0.0/7"), isPrivateRange("8.8.8.8/32")]).toEqual([true, false, false]);
});
