import { describe, expect, it } from "vitest";
import { fieldText } from "./fields.ts";

describe("fieldText", () => {
  const sides = (before: unknown, after: unknown): readonly string[] => fieldText({ path: "x", before, after }).slice(3).split(" -> ");

  it("shows before and after", () => {
    expect(fieldText({ path: "spec.minReplicas", before: 2, after: 4 })).toBe("spec.minReplicas: 2 -> 4");
    expect(fieldText({ path: "spec.paused", before: undefined, after: true })).toBe("spec.paused: (none) -> true");
  });

  it.each<readonly [string, unknown, unknown]>([
    ["a text that looks like a number", "80", 80],
    ["a text that looks like a truth", "true", true],
    ["a text that says that there is none", "(none)", undefined],
    ["texts that are long and differ at their ends", `${"registry/".repeat(15)}cart:v1`, `${"registry/".repeat(15)}cart:v2`],
    ["texts that are long and differ in the middle", `${"a".repeat(200)}b${"a".repeat(200)}`, `${"a".repeat(200)}c${"a".repeat(200)}`],
    ["lists that are long and differ at their ends", [..."a".repeat(60).split(""), "b"], [..."a".repeat(60).split(""), "c"]],
  ])("never shows the same on both sides: %s", (_title, before, after) => {
    const [left, right] = sides(before, after);
    expect(left).not.toBe(right);
  });
});

it("a long text is shown around its first difference", () => {
  const text = (word: string): string =>
    `{\n  "title": "${"cart ".repeat(30)}",\n  "panels": ["CPU", "Memory", "${word}", "Requests", "Errors", "Latency", "Saturation", "Queues", "Cache"]\n}\n`;
  expect(fieldText({ path: "data.json", before: text("Restarts"), after: text("Resets") })).toBe(
    String.raw`data.json: ...": [\"CPU\", \"Memory\", \"Restarts\", \"Requests\", \"Errors\", \"Latency\", \"Saturation... -> ...": [\"CPU\", \"Memory\", \"Resets\", \"Requests\", \"Errors\", \"Latency\", \"Saturation\"...`,
  );
});
