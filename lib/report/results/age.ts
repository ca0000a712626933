const [MINUTE, HOUR, DAY] = [60, 3600, 86_400];

/** Formats the time between two instants in its greatest unit: `5m`, `3h`, `12d`, `2y`. A time to come is `0m`. @param at RFC 3339 */
export function ageText(at: string, now: string): string {
  return durationText((Date.parse(now) - Date.parse(at)) / 1000);
}

/** Formats seconds in their greatest unit: `5m`, `3h`, `12d`, `2y`. */
export function durationText(seconds: number): string {
  const positive = Math.max(0, seconds);
  if (positive < HOUR) return `${Math.floor(positive / MINUTE)}m`;
  if (positive < 2 * DAY) return `${Math.floor(positive / HOUR)}h`;
  const days = Math.floor(positive / DAY);
  return days < 730 ? `${days}d` : `${Math.floor(days / 365)}y`;
}
