/** Formats a time for people, in UTC and to the minute: `2026-11-29 14:05 UTC`. */
export const minuteText = (time: string): string => `${time.slice(0, 16).replace("T", " ")} UTC`;

/** Formats milliseconds since 1970 as RFC 3339, in whole seconds: `2026-02-01T09:00:00Z`. */
export const timeText = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
