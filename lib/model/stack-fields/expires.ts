import { DAY_MS } from "../../base/duration.ts";

/** The days of the units of a duration. */
const DAYS = { d: 1, w: 7 } as const;

/** True if a string is a day of the calendar: `2026-12-24`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && dayOf(time) === text;
}

/** Returns the last day of a stack: a day, or the day after a duration such as `14d` or `2w`. Undefined for any other string. */
export function expiryDay(text: string, now: string): string | undefined {
  if (isDay(text)) return text;
  const [, count, unit] = /^([1-9]\d{0,3})([dw])$/.exec(text) ?? [];
  return count === undefined ? undefined : dayOf(Date.parse(now) + Number(count) * DAYS[unit === "w" ? "w" : "d"] * DAY_MS);
}

/** True if the last day of a stack is over, in UTC. */
export const isExpired = (expires: string | undefined, now: string): boolean => expires !== undefined && dayOf(Date.parse(now)) > expires;

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
