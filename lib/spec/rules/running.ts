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
  ["day of the week", 0, 7],
] as const;

const NAMES = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|sun|mon|tue|wed|thu|fri|sat)$/i;

/** A cron line that the CronJob controller reads, and a shape that a CronJob can have. */
export const scheduleRule: ServiceRule = (service, report) => {
  const { schedule } = service;
  if (schedule === undefined) return;
  const parts = schedule.cron.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) {
    report("schedule.cron", `"${schedule.cron}" has ${parts.length} fields instead of 5`, "minute hour day month weekday: 0 3 * * *");
  } else {
    FIELDS.forEach(([name, least, most], index) => {
      const part = parts[index] ?? "";
      if (!isCronField(part, least, most)) report("schedule.cron", `"${part}" is no ${name} (${least} to ${most})`);
    });
  }
  if (!/^[A-Za-z_]+(?:\/[A-Za-z0-9_+-]+)*$/.test(schedule.timeZone)) {
    report("schedule.timeZone", `"${schedule.timeZone}" is not an IANA time zone such as Etc/UTC or Europe/Zurich`);
  }
  if (service.ports.length > 0) report("ports", "a service with a schedule runs and ends; it cannot have ports");
  if (service.jobs.length > 0) report("jobs", "a service with a schedule has no deploy that a job could go before");
};

function isCronField(part: string, least: number, most: number): boolean {
  return part.split(",").every((item) => {
    const [range = "", step, ...more] = item.split("/");
    if (more.length > 0 || (step !== undefined && !/^[1-9]\d{0,2}$/.test(step))) return false;
    if (range === "*" || range === "?") return true;
    const ends = range.split("-");
    if (ends.length > 2) return false;
    const [from = "", to = from] = ends;
    if (NAMES.test(from) && NAMES.test(to)) return most <= 12;
    if (!/^\d{1,2}$/.test(from) || !/^\d{1,2}$/.test(to)) return false;
    return Number(from) >= least && Number(to) <= most && Number(from) <= Number(to);
  });
}
