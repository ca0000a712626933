import { describe, expect, it } from "vitest";
import { parseUntil } from "./parse-until.ts";

const NOW = "2026-01-31T09:00:00.123Z";

describe("the end of a hold", () => {
  it.each([
    ["30m", "2026-01-31T09:30:00Z"],
    ["4h", "2026-01-31T13:00:00Z"],
    ["4h30m", "2026-01-31T13:30:00Z"],
    ["2d", "2026-02-02T09:00:00Z"],
    ["1w", "2026-02-07T09:00:00Z"],
    ["2026-02-01", "2026-02-01T00:00:00Z"],
    ["2026-02-01T09:00Z", "2026-02-01T09:00:00Z"],
    ["2026-02-01T09:00:30.5Z", "2026-02-01T09:00:30Z"],
    ["2026-02-01T09:00+01:00", "2026-02-01T08:00:00Z"],
  ])("%s", (value, until) => {
    expect(parseUntil(value, NOW)).toBe(until);
  });

  it.each([
    "tomorrow",
    "4",
    "0h",
    "-4h",
    "9999999999999d",
    "2026-02-30",
    "2026-13-01",
    "2026-02-01T09:00",
    "2026-02-01T25:00Z",
    "2026-02-01 09:00Z",
    "",
  ])("%j is refused", (value) => {
    expect(() => parseUntil(value, NOW)).toThrow("is neither a duration, nor a day, nor a time with its zone");
  });

  it.each(["2026-01-31", "2026-01-31T09:00:00Z", "2025-12-31"])("%s has passed", (value) => {
    expect(() => parseUntil(value, NOW)).toThrow(`--until ${value} has passed: it is 2026-01-31T09:00:00Z`);
  });
});
