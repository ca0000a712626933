import { parseDuration } from "../../base/duration.ts";
import { parseTime, timeText } from "../../base/times.ts";
import { UserError } from "../../base/user-error.ts";

/**
 * Reads the end of a hold: a duration from now (`4h`, `1d12h`), a day, or a time with its zone. A day ends the hold at its start in UTC.
 * @param now the present time (RFC 3339)
 * @returns the time in UTC, in whole seconds
 * @throws UserError USAGE for another form, or for a time that has passed
 */
export function parseUntil(value: string, now: string): string {
  const until = millisecondsOf(value, Date.parse(now));
  if (until === undefined || !(until < Date.UTC(10_000, 0))) {
    throw new UserError("USAGE", `--until ${JSON.stringify(value)} is neither a duration, nor a day, nor a time with its zone`, {
      hint: "--until 4h, --until 2d, --until 2026-02-01, --until 2026-02-01T09:00:00Z or --until 2026-02-01T09:00+01:00",
    });
  }
  if (until > Date.parse(now)) return timeText(until);
  throw new UserError("USAGE", `--until ${value} has passed: it is ${timeText(Date.parse(now))}`, {
    hint: "--until 4h ends in four hours",
  });
}

function millisecondsOf(value: string, now: number): number | undefined {
  const duration = parseDuration(value);
  if (duration !== undefined) return duration === 0 ? undefined : now + duration;
  return parseTime(/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00Z` : value);
}
