import type { Report } from "../../base/problem.ts";
import { nearest } from "../../base/suggestion.ts";
import { TIME_ZONES } from "./time-zones.ts";

/** Reports a time zone that has no IANA name. @param path the place of the zone */
export function checkTimeZone(zone: string, path: string, report: Report): void {
  if (TIME_ZONES.has(zone)) return;
  // Abbreviations such as PST and EST differ in one letter and in hours.
  const hasMeaning = zone.length > 40 || /^[A-Z]{1,5}$/.test(zone);
  const near = hasMeaning ? undefined : nearest(zone, TIME_ZONES);
  const hint = near === undefined ? "" : `; did you mean "${near}"?`;
  report(
    path,
    `"${zone}" is not an IANA time zone such as Etc/UTC or Europe/Zurich${hint}`,
    near === undefined ? "name the zone by a place: America/New_York" : undefined,
  );
}
