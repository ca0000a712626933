import { describe, expect, it } from "vitest";
import { expiryDay, isDay, isExpired } from "./expires.ts";

describe("isDay", () => {
  it.each([
    ["2026-12-24", true],
    ["2028-02-29", true],
    ["2026-02-29", false],
    ["2026-13-01", false],
    ["2026-12-00", false],
    ["2026-12-24T00:00:00Z", false],
    ["24.12.2026", false],
    ["26-12-24", false],
    ["", false],
  ])("%j: %s", (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });
});

describe("expiryDay", () => {
  const now = "2026-11-29T23:30:00Z";
  it.each([
    ["14d", "2026-12-13"],
    ["1d", "2026-11-30"],
    ["2w", "2026-12-13"],
    ["2026-12-24", "2026-12-24"],
    ["0d", undefined],
    ["14", undefined],
    ["14h", undefined],
    ["-1d", undefined],
    ["99999d", undefined],
    ["2026-02-30", undefined],
  ])("%j: %s", (text, day) => {
    expect(expiryDay(text, now)).toBe(day);
  });
});

describe("isExpired", () => {
  it.each([
    ["2026-12-23T23:59:59Z", false],
    ["2026-12-24T23:59:59Z", false],
    ["2026-12-25T00:00:00Z", true],
    ["2027-01-01T00:00:00Z", true],
  ])("at %s: %s", (now, expected) => {
    expect(isExpired("2026-12-24", now)).toBe(expected);
    expect(isExpired(undefined, now)).toBe(false);
  });
});
