import { describe, expect, it } from "vitest";
import { count } from "../../base/text.ts";
import { stacksText } from "./names.ts";

describe("stacksText", () => {
  it.each<readonly [readonly string[], string]>([
    [[], ""],
    [["latest"], "latest"],
    [["latest", "staging"], "latest and staging"],
    [["a", "b", "c", "d"], "a, b, c and d"],
    [["a", "b", "c", "d", "e"], "5 stacks"],
  ])("%j", (stacks, text) => {
    expect(stacksText(stacks)).toBe(text);
  });
});

describe("count", () => {
  it.each([
    [0, "0 objects"],
    [1, "1 object"],
    [2, "2 objects"],
  ])("%i", (number, text) => {
    expect(count(number, "object")).toBe(text);
  });
});
