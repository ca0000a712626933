import { expect, it } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";

it.each([
  ["2h", 7_200_000, "2h"],
  ["1h30m", 5_400_000, "1h 30m"],
  ["90m", 5_400_000, "1h 30m"],
  ["1d1h1m", 90_060_000, "1d 1h"],
  ["1w", 604_800_000, "7d"],
  ["45s", 45_000, "45s"],
])("reads %s", (text, milliseconds, formatted) => {
  expect(parseDuration(text)).toBe(milliseconds);
  expect(formatDuration(milliseconds)).toBe(formatted);
});

it.each(["", "2", "h", "2 h", "-1h", "1m1h", "1.5h"])("refuses %j", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});
