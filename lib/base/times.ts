/** Formats a time for people, in UTC and to the minute: `2026-11-29 14:05 UTC`. */
export const minuteText = (time: string): string => `${time.slice(0, 16).replace("T", " ")} UTC`;

/** Formats milliseconds since 1970 as RFC 3339, in whole seconds: `2026-02-01T09:00:00Z`. */
export const timeText = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");

/**
 * Parses a time with its zone, such as `2026-02-01T09:00:00Z` or `2026-02-01T09:00+01:00`.
 * @returns milliseconds since 1970, or undefined if the time is malformed, or if the calendar does not have it
 */
export function parseTime(text: string): number | undefined {
  const [, day = ""] = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text) ?? [];
  const start = Date.parse(`${day}T00:00Z`);
  // Date.parse takes the 31st of February for the 3rd of March.
  if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(day)) return undefined;
  const parsed = Date.parse(text);
  return Number.isNaN(parsed) ? undefined : parsed;
}
