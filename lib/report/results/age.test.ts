import { expect, it } from "vitest";
import { ageText } from "./age.ts";

it.each([
  ["2026-01-31T11:59:50Z", "0m"],
  ["2026-01-31T11:55:00Z", "5m"],
  ["2026-01-31T10:00:00Z", "2h"],
  ["2026-01-29T13:00:00Z", "47h"],
  ["2026-01-28T12:00:00Z", "3d"],
  ["2025-01-31T12:00:00Z", "365d"],
  ["2024-01-01T12:00:00Z", "2y"],
  ["2026-02-01T12:00:00Z", "0m"],
])("shows the age of %s as %s", (at, text) => {
  expect(ageText(at, "2026-01-31T12:00:00Z")).toBe(text);
});
