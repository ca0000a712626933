import { UserError } from "../../base/user-error.ts";

/** Milliseconds of the units of a duration. */
const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * Reads the end of a hold: a duration from now (`4h`, `2d`), a day, or a time with its zone. A day ends the hold at its start in UTC.
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
  if (until > Date.parse(now)) return inSeconds(until);
  throw new UserError("USAGE", `--until ${value} has passed: it is ${inSeconds(Date.parse(now))}`, {
    hint: "--until 4h ends in four hours",
  });
}

function millisecondsOf(value: string, now: number): number | undefined {
  const [, amount, unit = ""] = /^([1-9]\d{0,5})([mhdw])$/.exec(value) ?? [];
  if (amount !== undefined) return now + Number(amount) * (UNITS[unit] ?? 0);
  const [, day = "", time = "T00:00Z"] = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/.exec(value) ?? [];
  const start = Date.parse(`${day}T00:00Z`);
  // Date.parse takes the 31st of February for the 3rd of March.
  if (Number.isNaN(start) || !new Date(start).toISOString().startsWith(day)) return undefined;
  const parsed = Date.parse(`${day}${time}`);
  return Number.isNaN(parsed) ? undefined : parsed;
}

/** Formats a time in whole seconds: `2026-02-01T09:00:00Z`. */
export const inSeconds = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
