import { describe, expect, it } from "vitest";
import { fieldText } from "./fields.ts";

describe("fieldText", () => {
  const sides = (before: unknown, after: unknown): readonly string[] => fieldText({ path: "x", before, after }).slice(3).split(" -> ");

  it("shows the values before and after", () => {
    expect(fieldText({ path: "spec.minReplicas", before: 2, after: 4 })).toBe("spec.minReplicas: 2 -> 4");
    expect(fieldText({ path: "spec.paused", before: undefined, after: true })).toBe("spec.paused: (none) -> true");
  });

  it.each<readonly [string, unknown, unknown]>([
    ["a string that looks like a number", "80", 80],
    ["a string that looks like a boolean", "true", true],
    ["a string that looks like a missing value", "(none)", undefined],
    ["long strings that differ at the end", `${"registry/".repeat(15)}cart:v1`, `${"registry/".repeat(15)}cart:v2`],
    ["long strings that differ in the middle", `${"a".repeat(200)}b${"a".repeat(200)}`, `${"a".repeat(200)}c${"a".repeat(200)}`],
    ["long lists that differ at the end", [..."a".repeat(60).split(""), "b"], [..."a".repeat(60).split(""), "c"]],
  ])("shows two different values for %s", (_title, before, after) => {
    const [left, right] = sides(before, after);
    expect(left).not.toBe(right);
  });
});

it("a long string is cut to the part around its first difference", () => {
  const text = (word: string): string =>
    `{\n  "title": "${"cart ".repeat(30)}",\n  "panels": ["CPU", "Memory", "${word}", "Requests", "Errors", "Latency", "Saturation", "Queues", "Cache"]\n}\n`;
  expect(fieldText({ path: "data.json", before: text("Restarts"), after: text("Resets") })).toBe(
    String.raw`data.json: ...": [\"CPU\", \"Memory\", \"Restarts\", \"Requests\", \"Errors\", \"Latency\", \"Saturation... -> ...": [\"CPU\", \"Memory\", \"Resets\", \"Requests\", \"Errors\", \"Latency\", \"Saturation\"...`,
  );
});
