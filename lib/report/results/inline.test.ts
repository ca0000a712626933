import { describe, expect, it } from "vitest";
import { inline } from "./inline.ts";

describe("inline", () => {
  it.each<readonly [string, unknown, string]>([
    ["a string", "http", "http"],
    ["a number", 8080, "8080"],
    ["false", false, "false"],
    ["null", null, "null"],
    ["undefined", undefined, "(none)"],
    ["an object", { a: ["b"] }, '{"a":["b"]}'],
    ["several lines", "a\nb\tc\r", "a\\nb\\tc\\r"],
    ["a colour", "\u001B[31mred", "\\u001b[31mred"],
    ["a bell and a NUL", "\u0007\0", "\\u0007\\u0000"],
    ["delete", "a\u007Fb", "a\\u007fb"],
    ["a colour in one character", "\u009B31mred", "\\u009b31mred"],
    ["the same inside an object", { text: "\u009B31m" }, '{"text":"\\u009b31m"}'],
    ["a mark that reverses the line", "a\u202Eb", "a\\u202eb"],
    ["Unicode line separators", "a\u2028b\u2029", "a\\u2028b\\u2029"],
  ])("shows %s on one line", (_title, value, text) => {
    expect(inline(value)).toBe(text);
  });

  it("cuts a long value", () => {
    expect([inline("x".repeat(100)), inline("x".repeat(101)), inline("abcdefgh", 6)]).toEqual([
      "x".repeat(100),
      `${"x".repeat(97)}...`,
      "abc...",
    ]);
  });
});
