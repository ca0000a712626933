import type { Report } from "../../base/problem.ts";
import { suggestion } from "../../base/suggestion.ts";
import { shorten } from "../../base/text.ts";
import { checkCron } from "../rules/cron-expression.ts";
import { checkTimeZone } from "../rules/time-zone.ts";
import { nameOfStack } from "./check-stages.ts";
import { parseDuration } from "../../base/duration.ts";
import { type LocalTime, parseLocalTime } from "./local-time.ts";
import type { Freeze, FreezeInput, FreezeWindow, ServiceRef } from "./pipeline.ts";

/** The names that a freeze may have. */
interface KnownNames {
  readonly stacks: readonly string[];
  readonly services: readonly string[];
}

/** Checks the times, zones and scopes of freezes. */
export function checkFreezes(inputs: readonly FreezeInput[], known: KnownNames, report: Report): readonly Freeze[] {
  const names = new Set<string>();
  return inputs.flatMap((input, at): readonly Freeze[] => {
    const path = `freezes[${at}]`;
    const { name, tiers = [] } = input;
    if (name.trim() === "" || name.length > 60) report(`${path}.name`, `"${shorten(name)}" must have 1 to 60 characters`);
    else if (names.has(name)) report(`${path}.name`, `"${name}" is listed twice`);
    names.add(name);
    const stacks = (input.stacks ?? []).map(nameOfStack);
    const services = (input.services ?? []).map(nameOfService);
    for (const field of ["tiers", "stacks", "services"] as const)
      if (input[field]?.length === 0) report(`${path}.${field}`, "is empty", `leave out ${field} for all`);
    stacks.forEach((stack, index) => {
      if (!known.stacks.includes(stack))
        report(`${path}.stacks[${index}]`, `there is no stack "${shorten(stack)}"${suggestion(stack, known.stacks, "ls stacks/")}`);
    });
    services.forEach((service, index) => {
      if (!known.services.includes(service))
        report(
          `${path}.services[${index}]`,
          `there is no service "${shorten(service)}"${suggestion(service, known.services, "ls services/")}`,
        );
    });
    const window = checkWindow(input, path, report);
    return window === undefined ? [] : [{ name, tiers, stacks, services, window }];
  });
}

const nameOfService = (ref: ServiceRef): string => (typeof ref === "string" ? ref : ref.name);

const WINDOW_HINT = 'write cron: "0 18 * * 5", duration: "62h", or from: "2026-12-20", until: "2027-01-02"';

function checkWindow(input: FreezeInput, path: string, report: Report): FreezeWindow | undefined {
  const { cron, duration, from, until, timeZone = "Etc/UTC" } = input;
  checkTimeZone(timeZone, `${path}.timeZone`, report);
  const isCron = cron !== undefined || duration !== undefined;
  const isDates = from !== undefined || until !== undefined;
  if (isCron === isDates) {
    report(path, isCron ? "has a cron and dates; a freeze has one of them" : "has no time", WINDOW_HINT);
    return undefined;
  }
  if (isDates) return checkDates({ from, until, timeZone }, path, report);
  for (const [field, value] of Object.entries({ cron, duration }))
    if (value === undefined) report(`${path}.${field}`, "is missing", WINDOW_HINT);
  if (cron !== undefined) checkCron(cron, `${path}.cron`, report);
  const durationMs = duration === undefined ? undefined : parseDuration(duration);
  if (duration !== undefined && durationMs === undefined)
    report(`${path}.duration`, `"${shorten(duration)}" is not a duration such as 30m, 2h, 62h or 2d`);
  if (durationMs === 0) report(`${path}.duration`, "must be greater than 0");
  return cron === undefined || durationMs === undefined ? undefined : { kind: "cron", cron, durationMs, timeZone };
}

function checkDates(
  { from, until, timeZone }: Record<"from" | "until", string | undefined> & { readonly timeZone: string },
  path: string,
  report: Report,
): FreezeWindow | undefined {
  const parse = (field: "from" | "until", text: string | undefined): LocalTime | undefined => {
    const time = text === undefined ? undefined : parseLocalTime(text, field);
    if (text === undefined) report(`${path}.${field}`, "is missing", WINDOW_HINT);
    else if (time === undefined) report(`${path}.${field}`, `"${shorten(text)}" is not a day or a local time such as 2026-12-20T18:00`);
    return time;
  };
  const [start, end] = [parse("from", from), parse("until", until)];
  if (start === undefined || end === undefined) return undefined;
  if (end <= start) report(`${path}.until`, `"${until}" is not after "${from}"`);
  return { kind: "dates", from: start, until: end, timeZone };
}
