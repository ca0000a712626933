/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

const WEEK_MS = 7 * DAY_MS;

/** Milliseconds of each unit that is shown. */
const UNITS = { d: DAY_MS, h: 3_600_000, m: 60_000, s: 1000 } as const;

const DURATION = /^(?:(\d{1,3})w)?(?:(\d{1,4})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?$/;

/** Parses a duration such as `2h`, `30m`, `1h30m`, `2d` or `4w` to milliseconds. Returns undefined for any other string. */
export function parseDuration(text: string): number | undefined {
  const match = DURATION.exec(text);
  if (match === null || text === "") return undefined;
  const [, w = "0", d = "0", h = "0", m = "0", s = "0"] = match;
  return Number(w) * WEEK_MS + Number(d) * UNITS.d + Number(h) * UNITS.h + Number(m) * UNITS.m + Number(s) * UNITS.s;
}

/** Formats milliseconds for people, in the two largest units: `2h`, `1h 30m`, `45s`. */
export function formatDuration(milliseconds: number): string {
  let rest = Math.max(1, Math.ceil(milliseconds / 1000)) * 1000;
  const parts: string[] = [];
  for (const [unit, size] of Object.entries(UNITS)) {
    const amount = Math.floor(rest / size);
    rest -= amount * size;
    if (amount > 0) parts.push(`${amount}${unit}`);
  }
  return parts.slice(0, 2).join(" ");
}
