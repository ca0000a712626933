import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, problemsWith, serviceFile, stackFile } from "../../../test/fleets.ts";
import { override } from "../stack.ts";
import { TIME_ZONES } from "./time-zones.ts";

describe("scale", () => {
  it.each<[title: string, tier: string, fields: Fields, on: Fields, problems: readonly string[]]>([
    ["two on latest", "latest", { scale: { min: 2, max: 3 } }, {}, []],
    ["two on staging", "staging", { scale: { min: 2, max: 3 } }, {}, []],
    ["two of a service on prod, which become three", "prod", { scale: { min: 2, max: 10 } }, {}, []],
    [
      "two of a service on prod, which become three of at most three",
      "prod",
      { scale: { min: 2, max: 3 } },
      {},
      ["services/app.ts: scale.max: must be greater than the minimum 3, got 3"],
    ],
    [
      "two that the service says are for prod",
      "prod",
      { tiers: { prod: { scale: { min: 2 } } } },
      {},
      ["services/app.ts: tiers.prod.scale.min: must be at least 3 on prod, got 2"],
    ],
    [
      "two that the stack of prod says",
      "prod",
      {},
      { scale: { min: 2 } },
      ["stacks/us.ts: override(app).scale.min: must be at least 3 on prod, got 2"],
    ],
    ["one", "latest", { scale: { min: 1 } }, {}, ["services/app.ts: scale.min: must be at least 2, got 1"]],
    ["none", "latest", { scale: { min: 0 } }, {}, ["services/app.ts: scale.min: must be at least 2, got 0"]],
    [
      "a maximum that equals the minimum",
      "latest",
      { scale: { min: 5, max: 5 } },
      {},
      ["services/app.ts: scale.max: must be greater than the minimum 5, got 5"],
    ],
    [
      "a maximum below the minimum",
      "latest",
      { scale: { min: 5, max: 4 } },
      {},
      ["services/app.ts: scale.max: must be greater than the minimum 5, got 4"],
    ],
    [
      "the stack's minimum above the default maximum",
      "latest",
      {},
      { scale: { min: 12 } },
      ["stacks/us.ts: override(app).scale.max: must be greater than the minimum 12, got 10"],
    ],
    [
      "the stack's minimum above the service's maximum",
      "latest",
      { scale: { max: 8 } },
      { scale: { min: 9 } },
      ["services/app.ts: scale.max: must be greater than the minimum 9, got 8"],
    ],
    ["a thousand and one", "latest", { scale: { max: 1001 } }, {}, ["services/app.ts: scale.max: must be at most 1000, got 1001"]],
    ["a fraction", "latest", { scale: { min: 2.5 } }, {}, ["services/app.ts: scale.min: must be an integer, got 2.5"]],
    ["a string", "latest", { scale: { min: "2" } }, {}, ['services/app.ts: scale.min: must be a number, got "2"']],
    ["null", "latest", { scale: null }, {}, ["services/app.ts: scale: must be an object, got null"]],
    [
      "percents out of range",
      "latest",
      { scale: { cpuPercent: 0, memoryPercent: 501 } },
      {},
      [
        "services/app.ts: scale.cpuPercent: must be at least 1, got 0",
        "services/app.ts: scale.memoryPercent: must be at most 500, got 501",
      ],
    ],
  ])("%s", (_title, tier, fields, on, problems) => {
    const app = serviceFile("app", fields);
    const stacks = [stackFile("us", { tier, overrides: [override(app.service, on)] })];
    expect(problemsOf(fleetOf({ services: [app], stacks }))).toEqual(problems);
  });
});

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
    ["PST", '; did you mean "EST"?'],
    ["JST", '; did you mean "EST"?'],
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
