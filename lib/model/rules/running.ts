import { isOfRollout } from "../fields/jobs.ts";
import { checkCron } from "./cron-expression.ts";
import type { ServiceRule } from "./rule.ts";
import { setsField } from "./sets-field.ts";
import { checkTimeZone } from "./time-zone.ts";

/** Checks that the CronJob controller accepts the schedule, and that the service has the form of a CronJob. */
export const scheduleRule: ServiceRule = (service, report) => {
  const { schedule } = service;
  if (schedule === undefined) return;
  // A tier or a stack may set a part of a schedule that the service does not have.
  if (schedule.cron === undefined) return report("schedule.cron", "missing: a string is required");
  checkCron(schedule.cron, "schedule.cron", report);
  checkTimeZone(schedule.timeZone, "schedule.timeZone", report);
  if (service.ports.length > 0) report("ports", "a service with a schedule cannot have ports");
  const jobs = service.jobs.filter(isOfRollout);
  if (jobs.length > 0) report("jobs", "a service with a schedule cannot have jobs, because it has no rollout");
  // The schedule of a service with ports or jobs is most likely the mistake.
  if (service.ports.length + jobs.length > 0) return;
  if (setsField(service, "scale")) report("scale", "a service with a schedule has one pod at a time, so it has no scale");
  if (setsField(service, "health")) {
    const hint = "schedule: { timeoutSeconds: 600 } ends a run that hangs, and retries repeats one that fails";
    report("health", "a service with a schedule runs to its end, so nothing checks its health", hint);
  }
};
