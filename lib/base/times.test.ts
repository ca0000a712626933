import { describe, expect, it } from "vitest";
import { timeText, parseTime } from "./times.ts";

describe("a time with its zone", () => {
  it.each([
    ["2026-02-01T09:00:00Z", "2026-02-01T09:00:00Z"],
    ["2026-02-01T09:00Z", "2026-02-01T09:00:00Z"],
    ["2026-02-01T09:00+01:00", "2026-02-01T08:00:00Z"],
    ["2026-02-01T09:00:59.999Z", "2026-02-01T09:00:59Z"],
    ["2026-02-01T09:00:00", undefined],
    ["2026-02-01", undefined],
    ["2026-02-31T09:00:00Z", undefined],
    ["2026-02-01T25:00:00Z", undefined],
    ["yesterday", undefined],
    ["", undefined],
  ])("%s is %s", (text, expected) => {
    const time = parseTime(text);
    expect(time === undefined ? undefined : timeText(time)).toBe(expected);
  });
});
