import { describe, expect, it } from "vitest";
import { parseLock } from "./parse-lock.ts";
import { parseLockEntries } from "./parse-lock-entries.ts";

const A = `sha256:${"a".repeat(64)}`;
const CART = `cart:\n  digest: ${A}\n  hold:\n    by: Ada\n    tag: v2\n  tag: v1\n`;

describe("parseLockEntries", () => {
  it.each([
    ["the first entry", `${CART}mail:\n  tag: v1\n`],
    ["the last entry", `ad:\n  tag: v1\n${CART}`],
    ["the last entry, without a last line end", `ad:\n  tag: v1\n${CART.trimEnd()}`],
    ["an entry beside those with a similar name", `cart-2:\n  tag: v9\n${CART}cart2:\n  tag: v8\n`],
    ["an entry with a comment", `# a comment\n${CART}# another one\nmail:\n  tag: v1\n`],
    ["an entry in the form of an earlier Fairlead", `ad: {tag: v1}\ncart: {digest: ${A}, tag: v1}\nmail: {tag: v1}\n`],
    ["a name in quotes", `'cart':\n  tag: v1\n`],
    ["a name in double quotes", `ad:\n  tag: v1\n"cart":\n  tag: v1\n`],
    ["one map in braces", `{ad: {tag: v1}, cart: {tag: v1}}\n`],
    ["Windows line ends", CART.replaceAll("\n", "\r\n")],
    ["no entry", "mail:\n  tag: v1\n"],
    ["a broken entry", "cart:\n  digest: nope\n  tag: v1\n"],
    ["a name that needs quotes", "ad:\n  tag: v1\n"],
  ])("reads what the whole lock has: %s", (_title, text) => {
    const whole = parseLock(text, "lock").lock.get("cart");
    expect(parseLockEntries(text, "lock", ["cart"]).get("cart")).toEqual(whole);
  });
});
