import { MIN_REPLICAS } from "../tier.ts";
import type { ServiceRule } from "./rule.ts";

export const scaleRule: ServiceRule = ({ scale, schedule }, report, tier) => {
  if (schedule !== undefined) return;
  if (scale.min < MIN_REPLICAS[tier]) {
    report("scale.min", `${scale.min} is below the least for ${tier}, ${MIN_REPLICAS[tier]}`);
  }
  if (scale.max <= scale.min) report("scale.max", `${scale.max} is not above the minimum ${scale.min}`);
};

const FIELDS = [
  ["minute", 0, 59],
  ["hour", 0, 23],
  ["day of the month", 1, 31],
  ["month", 1, 12],
  ["day of the week", 0, 6],
] as const;

/** Names in the place of numbers, by the field that takes them. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  month: ["", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  "day of the week": ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
};

/** A cron line that the CronJob controller reads, and a shape that a CronJob can have. */
export const scheduleRule: ServiceRule = (service, report) => {
  const { schedule } = service;
  if (schedule === undefined) return;
  // A tier or a stack may set a part of a schedule that the service does not have.
  if (schedule.cron === undefined) return report("schedule.cron", "missing: a string is required");
  const parts = schedule.cron.split(/\s+/).filter((part) => part !== "");
  if (parts.length !== FIELDS.length) {
    report("schedule.cron", `"${schedule.cron}" has ${parts.length} fields instead of 5`, "minute hour day month weekday: 0 3 * * *");
  } else {
    FIELDS.forEach(([name, least, most], index) => {
      const part = parts[index] ?? "";
      if (!isCronField(part, least, most, NAMES[name] ?? [])) report("schedule.cron", `"${part}" is no ${name} (${least} to ${most})`);
    });
  }
  if (!isTimeZone(schedule.timeZone)) {
    report("schedule.timeZone", `"${schedule.timeZone}" is not an IANA time zone such as Etc/UTC or Europe/Zurich`);
  }
  if (service.ports.length > 0) report("ports", "a service with a schedule runs and ends; it cannot have ports");
  if (service.jobs.length > 0) report("jobs", "a service with a schedule has no deploy that a job could go before");
};

/** In the list of IANA, as Node has it; `Local` means another zone on each machine. */
function isTimeZone(name: string): boolean {
  // The API server minds upper and lower case, Node does not.
  if (!/^[A-Z][A-Za-z0-9_+-]*(?:\/[A-Z][A-Za-z0-9_+-]*)*$/.test(name) || name === "Local") return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

function isCronField(part: string, least: number, most: number, names: readonly string[]): boolean {
  return part.split(",").every((item) => {
    const [range = "", step, ...more] = item.split("/");
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,2}$/.test(step))) return false;
    if (range === "*" || range === "?") return true;
    const ends = range.split("-");
    if (ends.length > 2) return false;
    const [from = "", to = from] = ends;
    const [first, last] = [from, to].map((end) =>
      /^\d{1,2}$/.test(end) ? Number(end) : end === "" ? -1 : names.indexOf(end.toLowerCase()),
    );
    return first !== undefined && last !== undefined && first >= least && last <= most && first <= last;
  });
}
