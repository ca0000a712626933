import type { Report } from "../../base/problem.ts";
import { count } from "../../base/text.ts";
import { cronValues, isCronField, isEveryValue } from "./cron.ts";

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

/** Reports a cron expression that the CronJob controller would refuse, or that never runs. @param path the place of the expression */
export function checkCron(cron: string, path: string, report: Report): void {
  const parts = cron.split(/\s+/).filter((part) => part !== "");
  if (parts.length !== FIELDS.length) {
    const message = `"${cron}" has ${count(parts.length, "field")}, but a cron expression has 5`;
    return report(path, message, "minute hour day month weekday: 0 3 * * *");
  }
  FIELDS.forEach((field, index) => {
    const part = parts[index] ?? "";
    const { name, minimum, maximum } = field;
    if (!isCronField(part, field)) report(path, `"${part}" is not a valid ${name} (${minimum} to ${maximum})`);
  });
  if (!neverRuns(parts)) return;
  const message = `"${cron}" never runs: no month "${parts[3] ?? ""}" has a day "${parts[2] ?? ""}"`;
  report(path, message, "choose a day that the month has");
}

/** The days of each month, in a leap year. The index is the month. */
const DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True if no month has the days of a valid expression, such as `0 0 31 2 *`. A day of the week is an alternative to them. */
function neverRuns([, , day = "", month = "", weekday = ""]: readonly string[]): boolean {
  const [first] = cronValues(day, FIELDS[2]);
  const months = cronValues(month, FIELDS[3]);
  if (first === undefined || months.length === 0 || !isEveryValue(weekday)) return false;
  return months.every((each) => first > (DAYS[each] ?? 0));
}
