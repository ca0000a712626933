import { nearest } from "../../base/suggestion.ts";
import { count } from "../../base/text.ts";
import { cronValues, isCronField, isEveryValue } from "./cron.ts";
import type { ServiceRule } from "./rule.ts";
import { setsField } from "./sets-field.ts";
import { TIME_ZONES } from "./time-zones.ts";

const FIELDS = [
  { name: "minute", minimum: 0, maximum: 59, words: [] },
  { name: "hour", minimum: 0, maximum: 23, words: [] },
  { name: "day of the month", minimum: 1, maximum: 31, words: [] },
  {
    name: "month",
    minimum: 1,
    maximum: 12,
    words: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  },
  { name: "day of the week", minimum: 0, maximum: 6, words: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] },
] as const;

/** Checks that the CronJob controller accepts the schedule, and that the service has the form of a CronJob. */
export const scheduleRule: ServiceRule = (service, report) => {
  const { schedule } = service;
  if (schedule === undefined) return;
  // A tier or a stack may set a part of a schedule that the service does not have.
  if (schedule.cron === undefined) return report("schedule.cron", "missing: a string is required");
  const parts = schedule.cron.split(/\s+/).filter((part) => part !== "");
  if (parts.length !== FIELDS.length) {
    report(
      "schedule.cron",
      `"${schedule.cron}" has ${count(parts.length, "field")}, but a cron expression has 5`,
      "minute hour day month weekday: 0 3 * * *",
    );
  } else {
    FIELDS.forEach((field, index) => {
      const part = parts[index] ?? "";
      const { name, minimum, maximum } = field;
      if (!isCronField(part, field)) report("schedule.cron", `"${part}" is not a valid ${name} (${minimum} to ${maximum})`);
    });
    if (neverRuns(parts)) {
      report(
        "schedule.cron",
        `"${schedule.cron}" never runs: no month "${parts[3] ?? ""}" has a day "${parts[2] ?? ""}"`,
        "choose a day that the month has",
      );
    }
  }
  if (!TIME_ZONES.has(schedule.timeZone)) {
    // Abbreviations such as PST and EST differ in one letter and in hours.
    const hasMeaning = schedule.timeZone.length > 40 || /^[A-Z]{1,5}$/.test(schedule.timeZone);
    const near = hasMeaning ? undefined : nearest(schedule.timeZone, TIME_ZONES);
    const hint = near === undefined ? "" : `; did you mean "${near}"?`;
    report(
      "schedule.timeZone",
      `"${schedule.timeZone}" is not an IANA time zone such as Etc/UTC or Europe/Zurich${hint}`,
      near === undefined ? "name the zone by a place: America/New_York" : undefined,
    );
  }
  if (service.ports.length > 0) report("ports", "a service with a schedule cannot have ports");
  if (service.jobs.length > 0) report("jobs", "a service with a schedule cannot have jobs, because it has no rollout");
  // The schedule of a service with ports or jobs is most likely the mistake.
  if (service.ports.length + service.jobs.length > 0) return;
  if (setsField(service, "scale")) report("scale", "a service with a schedule has one pod at a time, so it has no scale");
  if (setsField(service, "health")) {
    const hint = "schedule: { timeoutSeconds: 600 } ends a run that hangs, and retries repeats one that fails";
    report("health", "a service with a schedule runs to its end, so nothing checks its health", hint);
  }
};

/** The days of each month, in a leap year. The index is the month. */
const DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True if no month has the days of a valid expression, such as `0 0 31 2 *`. A day of the week is an alternative to them. */
function neverRuns([, , day = "", month = "", weekday = ""]: readonly string[]): boolean {
  const [first] = cronValues(day, FIELDS[2]);
  const months = cronValues(month, FIELDS[3]);
  if (first === undefined || months.length === 0 || !isEveryValue(weekday)) return false;
  return months.every((each) => first > (DAYS[each] ?? 0));
}
