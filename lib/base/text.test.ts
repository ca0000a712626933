import { describe, expect, it } from "vitest";
import { count, escapeRegExp, lines, shorten } from "./text.ts";

describe("count", () => {
  it.each([
    [0, "0 objects"],
    [1, "1 object"],
    [2, "2 objects"],
  ])("%d", (number, text) => {
    expect(count(number, "object")).toBe(text);
  });
});

describe("shorten", () => {
  it.each<[title: string, name: unknown, text: string]>([
    ["a name", "cart", "cart"],
    ["60 characters", "a".repeat(60), "a".repeat(60)],
    ["61 characters", "a".repeat(61), `${"a".repeat(57)}...`],
    ["a number", 5, "(not a string)"],
    ["nothing", undefined, "(not a string)"],
  ])("%s", (_title, name, text) => {
    expect(shorten(name)).toBe(text);
  });
});

it("joins lines, each with a newline", () => {
  expect(lines("a", ["b", "c"], [])).toBe("a\nb\nc\n");
});

it("escapes a string for a regular expression", () => {
  const text = "a.b*c+d?^${e}(f)|[g]\\h";
  expect([text, "aXb"].map((each) => new RegExp(`^${escapeRegExp(text)}$`).test(each))).toEqual([true, false]);
});
