import { Cron } from "croner";
import type { FreezeWindow, Pipeline } from "../model/pipeline/pipeline.ts";
import type { ActiveFreeze } from "../resolve/travel/fleet-travel.ts";
import { timeText } from "../base/times.ts";
import type { IncidentFreeze } from "./freezes.ts";

/** Lists the freezes of the pipeline and of people that hold at a time. @param now RFC 3339 */
export function activeFreezes({ freezes }: Pipeline, incidents: readonly IncidentFreeze[], now: string): readonly ActiveFreeze[] {
  const time = Date.parse(now);
  const windows = freezes.flatMap(({ name, window, tiers, stacks, services }): readonly ActiveFreeze[] => {
    const end = endOfWindow(window, time);
    return end === undefined ? [] : [{ tiers, stacks, services, reason: `the freeze "${name}" holds it`, until: timeText(end) }];
  });
  const declared = incidents
    .filter(({ until }) => until === undefined || Date.parse(until) > time)
    .map(({ by, reason, until, ...scope }): ActiveFreeze => ({ ...scope, reason: `${by} froze it (${reason})`, until }));
  return [...declared, ...windows];
}

/** Returns the end of the window that contains a time, in milliseconds. Undefined if the time is in none. */
export function endOfWindow(window: FreezeWindow, time: number): number | undefined {
  if (window.kind === "dates") {
    const [from, until] = [instantOf(window.from, window.timeZone), instantOf(window.until, window.timeZone)];
    return from <= time && time < until ? until : undefined;
  }
  const { cron, durationMs, timeZone } = window;
  // The reference itself is excluded, and a window that starts at this very second counts.
  const [start] = new Cron(cron, { timezone: timeZone }).previousRuns(1, new Date(time + 1000));
  const end = (start?.getTime() ?? Number.NaN) + durationMs;
  return end > time ? end : undefined;
}

/** Returns the time of a local time in a zone, in milliseconds. */
function instantOf(local: string, timeZone: string): number {
  const time = new Cron(`${local}:00`, { timezone: timeZone }).nextRun(new Date(0));
  return time?.getTime() ?? Number.NaN;
}
