import { describe, expect, it } from "vitest";
import { asLiteral, isTemplate, isVariableName, referencesIn } from "./references.ts";

describe("the references in a string", () => {
  it.each<readonly [text: string, names: readonly string[], template: boolean]>([
    ["", [], false],
    ["a", [], false],
    ["$(A)", ["A"], true],
    ["$(A)$(B)", ["A", "B"], true],
    ["http://$(HOST):$(PORT)/", ["HOST", "PORT"], true],
    ["$(a.b-c)", ["a.b-c"], true],
    ["$$(A)", [], true],
    ["$$$(A)", ["A"], true],
    ["$$$$(A)", [], true],
    ["$A", [], false],
    ["${A}", [], false],
    ["$(A", [], false],
    ["$()", [], false],
    ["$(date +%s)", [], false],
    ["$(1A)", [], false],
    ["a$$b", [], false],
    ["$", [], false],
  ])("%s", (text, names, template) => {
    expect(referencesIn(text)).toEqual(names);
    expect(isTemplate(text)).toBe(template);
  });
});

describe("a literal string in an env entry", () => {
  it.each([
    ["a$b", "a$b"],
    ["a$$b", "a$$$$b"],
    ["$$$", "$$$$$$"],
    ["", ""],
  ])("%s is written as %s", (text, written) => {
    expect(asLiteral(text)).toBe(written);
  });
});

describe("the name of a variable", () => {
  it.each(["A", "a", "_", "-", ".a", "A.b-c_1", "spring.datasource.url", "A".repeat(253)])("may be %s", (name) => {
    expect(isVariableName(name)).toBe(true);
  });
  it.each(["", ".", "..", "..a", "1A", "A B", "A=B", "Ä", "A/B", "A\n", "__proto__", "A".repeat(254)])("must not be %s", (name) => {
    expect(isVariableName(name)).toBe(false);
  });
});
