import { DAY_MS } from "../../base/duration.ts";

/** A local time to the minute: `2026-12-20T18:00`. */
export type LocalTime = string;

/**
 * Parses a day or a local time. A day starts at midnight; as the end of a window, it ends at the next midnight.
 * Returns undefined if the calendar does not have it.
 */
export function parseLocalTime(text: string, end: "from" | "until"): LocalTime | undefined {
  const [, day, time] = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?$/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const start = Date.parse(`${day}T${time ?? "00:00"}:00Z`);
  if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(day)) return undefined;
  const shift = time === undefined && end === "until" ? DAY_MS : 0;
  return new Date(start + shift).toISOString().slice(0, 16);
}
