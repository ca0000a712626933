import { describe, expect, it } from "vitest";
import { intendedHostName, isDnsLabel, isHostName, isNumericHost } from "./dns-names.ts";

describe("isDnsLabel", () => {
  it.each([
    ["shop", true],
    ["us-central1", true],
    ["a".repeat(63), true],
    ["a".repeat(64), false],
    ["1shop", false],
    ["-shop", false],
    ["shop-", false],
    ["Shop", false],
    ["shop.example", false],
    ["shop\n", false],
    ["", false],
  ])("%j: %s", (text, expected) => {
    expect(isDnsLabel(text)).toBe(expected);
  });
});

describe("isHostName", () => {
  it.each([
    ["shop.example.com", true],
    ["shop", true],
    ["1.example.com", true],
    ["a-b.example.com", true],
    [`${"a".repeat(63)}.com`, true],
    [`${"a".repeat(64)}.com`, false],
    [`${"a.".repeat(126)}a`, true],
    [`${"a.".repeat(127)}a`, false],
    ["", false],
    [".", false],
    ["shop..example.com", false],
    ["shop.example.com.", false],
    ["-shop.example.com", false],
    ["shop-.example.com", false],
    ["Shop.example.com", false],
    ["*.example.com", false],
    ["shop_1.example.com", false],
    ["shop.example.com/x", false],
    ["shop.example.com:80", false],
    ["shöp.example.com", false],
  ])("%s: %s", (host, expected) => {
    expect(isHostName(host)).toBe(expected);
  });
});

describe("intendedHostName", () => {
  it.each([
    ["Shop.Example.com", "shop.example.com"],
    ["shop.example.com.", "shop.example.com"],
    ["https://Shop.example.com:8080/cart", "shop.example.com"],
    ["shop.example.com", undefined],
    ["shop_1.example.com", undefined],
    ["bücher.example", undefined],
    ["", undefined],
  ])("%j: %j", (text, expected) => {
    expect(intendedHostName(text)).toBe(expected);
  });
});

describe("isNumericHost", () => {
  it.each([
    ["10.0.0.1", true],
    ["127.1", true],
    ["2130706433", true],
    ["0x7f.1", true],
    ["0x7f000001", true],
    ["0177.0.0.1", true],
    ["1.2.3.400", true],
    ["api.0x1f", true],
    ["1.example.com", false],
    ["0x7f.example.com", false],
    ["example.com1", false],
    ["0x7g", false],
  ])("%j: %s", (text, expected) => {
    expect(isNumericHost(text)).toBe(expected);
  });
});
