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
    ["a command of a GitHub job", "::error file=a.ts::x", "\\u003a:error file=a.ts::x"],
    ["such a command after white space", " \u00a0::add-mask::a", " \u00a0\\u003a:add-mask::a"],
    ["such a command in the middle, where no job obeys it", "a ::error::x", "a ::error::x"],
    ["an address of IPv6", "::1 and ::ffff:10.0.0.1", "::1 and ::ffff:10.0.0.1"],
    ["an old command of a GitHub job", "a ##[set-output name=x;]1", "a \\u0023#[set-output name=x;]1"],
    ["more signs before an old command", "###[group]", "#\\u0023#[group]"],
  ])("%s", (_title, text, escaped) => {
    expect(escapeControls(text)).toBe(escaped);
  });

  it("escapes a single character", () => {
    expect(unicodeEscape("a")).toBe("\\u0061");
  });
});
