import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { escapeCharacters, unescapeCharacters } from "./escape-characters.ts";

describe("a string on its way through the provider", () => {
  it.each([
    ["plain text, tabs and line ends", "a\tb\r\nc é 日本 🎉", "a\tb\r\nc é 日本 🎉"],
    ["a line separator, as minified JavaScript has it", 'var a="\u2028";', 'var a="\uf8ff2028";'],
    ["a next line", "a\u0085b", "a\uf8ff0085b"],
    ["a control character", "\u0001", "\uf8ff0001"],
    ["half of a character", "a\ud800", "a\uf8ffd800"],
    ["a byte order mark", "\ufeffa", "\uf8fffeffa"],
    ["the mark itself", "\uf8ff2028", "\uf8fff8ff2028"],
  ])("%s", (_title, text, escaped) => {
    expect(escapeCharacters(text)).toBe(escaped);
    expect(unescapeCharacters(escaped)).toBe(text);
  });

  it("is the same object if nothing is escaped", () => {
    const value = { a: ["b", { c: 1, d: null, e: true }] };
    expect(escapeCharacters(value)).toBe(value);
  });
});

test("every value comes back", () => {
  const text = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(fc.object({ key: text, values: [text, fc.integer(), fc.boolean(), fc.constant(null)] }), (value) => {
      expect(unescapeCharacters(escapeCharacters(value))).toEqual(value);
    }),
  );
});
