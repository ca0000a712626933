import { describe, expect, it } from "vitest";
import { escapeControls, unicodeEscape } from "./escape-controls.ts";

describe("escapeControls", () => {
  it.each<[title: string, text: string, escaped: string]>([
    ["plain text", "cart: grün 🚢", "cart: grün 🚢"],
    ["line ends and tabs", "a\r\n\tb", "a\\r\\n\\tb"],
    ["a terminal command", "\u001b[31mred", "\\u001b[31mred"],
    ["a control character above ASCII", "\u009b", "\\u009b"],
    ["a line separator", "\u2028", "\\u2028"],
    ["a mark that turns the line around", "\u202e", "\\u202e"],
    ["a format character outside the basic plane", "\u{e0001}", "\\udb40\\udc01"],
  ])("%s", (_title, text, escaped) => {
    expect(escapeControls(text)).toBe(escaped);
  });

  it("escapes a single character", () => {
    expect(unicodeEscape("a")).toBe("\\u0061");
  });
});
