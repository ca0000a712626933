import { describe, expect, it } from "vitest";
import { type Fields, problemsWith } from "../../../test/fleets.ts";
import { TIME_ZONES } from "./time-zones.ts";
import { exec } from "../../index.ts";

// The API server calls `cron.ParseStandard` of github.com/robfig/cron v3. Fairlead refuses its words such as `@daily`.
describe("schedule.cron", () => {
  const minute = (part: string): string => `"${part}" is not a valid minute (0 to 59)`;
  const weekday = (part: string): string => `"${part}" is not a valid day of the week (0 to 6)`;
  it.each<[cron: string, ...messages: string[]]>([
    ["0 3 * * *"],
    ["*/5 * * * *"],
    ["0,15,30 8-18/2 1 1,6 1-5"],
    ["5/10 * * * *"],
    ["? * * * ?"],
    ["0 0 * jan-mar mon-fri"],
    ["0 0 * DEC SUN"],
    ["  0  3 * * *  "],
    ["0 0 29 2 *"],
    ["0 0 31 2 mon"],
    ["0 0 31 2 */2"],
    ["0 0 29-31 2 *"],
    ["0 0 31 2,3 *"],
    ["0 0 31 2 *", '"0 0 31 2 *" never runs: no month "2" has a day "31"'],
    ["0 0 30,31 FEB ?", '"0 0 30,31 FEB ?" never runs: no month "FEB" has a day "30,31"'],
    ["0 0 31 4,6,9,11 *", '"0 0 31 4,6,9,11 *" never runs: no month "4,6,9,11" has a day "31"'],
    ["0 0 31 2 */1", '"0 0 31 2 */1" never runs: no month "2" has a day "31"'],
    ["60 * * * *", minute("60")],
    ["-5 * * * *", minute("-5")],
    ["5- * * * *", minute("5-")],
    ["5-1 * * * *", minute("5-1")],
    ["*/0 * * * *", minute("*/0")],
    ["*/5/5 * * * *", minute("*/5/5")],
    ["a * * * *", minute("a")],
    ["0 24 * * *", '"24" is not a valid hour (0 to 23)'],
    ["0 0 0 * *", '"0" is not a valid day of the month (1 to 31)'],
    ["0 0 mon * *", '"mon" is not a valid day of the month (1 to 31)'],
    ["0 0 * 13 *", '"13" is not a valid month (1 to 12)'],
    ["0 0 * mon *", '"mon" is not a valid month (1 to 12)'],
    ["0 0 * dec-jan *", '"dec-jan" is not a valid month (1 to 12)'],
    ["0 0 * * 7", weekday("7")],
    ["0 0 * * jan", weekday("jan")],
    ["0 0 * * fri-mon", weekday("fri-mon")],
    ["0 0 * * monday", weekday("monday")],
    ["99 99 * * *", minute("99"), '"99" is not a valid hour (0 to 23)'],
    ["", '"" has 0 fields, but a cron expression has 5'],
    ["* * * *", '"* * * *" has 4 fields, but a cron expression has 5'],
    ["0 0 3 * * *", '"0 0 3 * * *" has 6 fields, but a cron expression has 5'],
    ["@daily", '"@daily" has 1 field, but a cron expression has 5'],
    ["TZ=UTC 0 3 * * *", '"TZ=UTC 0 3 * * *" has 6 fields, but a cron expression has 5'],
  ])("%j", (cron, ...messages) => {
    expect(problemsWith({ ports: {}, schedule: { cron } })).toEqual(
      messages.map((message) => `services/app.ts: schedule.cron: ${message}`),
    );
  });
});

describe("schedule.timeZone", () => {
  it.each([
    ["Etc/UTC", undefined],
    ["UTC", undefined],
    ["Europe/Zurich", undefined],
    ["America/Argentina/Buenos_Aires", undefined],
    ["America/Port-au-Prince", undefined],
    ["Etc/GMT+5", undefined],
    ["EST5EDT", undefined],
    ["EST", undefined],
    ["GB-Eire", undefined],
    ["europe/zurich", '; did you mean "Europe/Zurich"?'],
    ["etc/utc", '; did you mean "Etc/UTC"?'],
    ["utc", '; did you mean "UTC"?'],
    ["Europe/Zuerich", '; did you mean "Europe/Zurich"?'],
    // Node takes the next ones, but Go does not.
    ["PST", ""],
    ["JST", ""],
    ["US/Pacific-New", ""],
    ["+01:00", ""],
    ["Mars/Phobos", ""],
    ["Europe/Zürich", '; did you mean "Europe/Zurich"?'],
    ["Europe/ Zurich", '; did you mean "Europe/Zurich"?'],
    ["Local", ""],
    ["Factory", ""],
    ["", ""],
    ["../etc/passwd", ""],
  ])("%j", (timeZone, hint) => {
    const problem = `services/app.ts: schedule.timeZone: "${timeZone}" is not an IANA time zone such as Etc/UTC or Europe/Zurich${hint}`;
    expect(problemsWith({ ports: {}, schedule: { cron: "0 3 * * *", timeZone } })).toEqual(hint === undefined ? [] : [problem]);
  });

  it("takes every zone that Node lists", () => {
    expect(Intl.supportedValuesOf("timeZone").filter((name) => !TIME_ZONES.has(name))).toEqual([]);
  });
});

it("gets numbers for checks from shared defaults", () => {
  const fields = { ports: {}, schedule: { cron: "0 3 * * *" } };
  expect(problemsWith(fields, { defaults: { health: { periodSeconds: 5 } } })).toEqual([]);
});

describe("schedule", () => {
  const schedule = { cron: "0 3 * * *" };
  it.each<[title: string, fields: Fields, problems: readonly string[]]>([
    ["of a service without ports", { ports: {}, schedule }, []],
    ["of one tier only", { ports: {}, tiers: { latest: { schedule } } }, []],
    ["of a service with ports", { schedule }, ["services/app.ts: ports: a service with a schedule cannot have ports"]],
    [
      "of a service with jobs",
      { ports: {}, schedule, jobs: { migrate: { command: ["migrate"] } } },
      ["services/app.ts: jobs: a service with a schedule cannot have jobs, because it has no rollout"],
    ],
    ["without a time", { ports: {}, schedule: {} }, ["services/app.ts: schedule.cron: missing: a string is required"]],
    [
      "of a tier without a time, where the service has none",
      { ports: {}, tiers: { latest: { schedule: { retries: 1 } } } },
      ["services/app.ts: tiers.latest.schedule.cron: missing: a string is required"],
    ],
    ["a string", { ports: {}, schedule: "0 3 * * *" }, ['services/app.ts: schedule: must be an object, got "0 3 * * *"']],
    [
      "of a service with checks",
      { ports: {}, schedule, health: { liveness: exec(["alive"]) } },
      ["services/app.ts: health: a service with a schedule runs to its end, so nothing checks its health"],
    ],
    [
      "of a service with a number for checks in a tier",
      { ports: {}, schedule, tiers: { latest: { health: { periodSeconds: 5 } } } },
      ["services/app.ts: tiers.latest.health: a service with a schedule runs to its end, so nothing checks its health"],
    ],
    [
      "numbers out of range",
      { ports: {}, schedule: { ...schedule, startingDeadlineSeconds: 9, timeoutSeconds: 0, retries: 21 } },
      [
        "services/app.ts: schedule.startingDeadlineSeconds: must be at least 10, got 9",
        "services/app.ts: schedule.timeoutSeconds: must be at least 1, got 0",
        "services/app.ts: schedule.retries: must be at most 20, got 21",
      ],
    ],
  ])("%s", (_title, fields, problems) => {
    expect(problemsWith({ health: undefined, ...fields })).toEqual(problems);
  });
});
