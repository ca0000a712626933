import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";

it.each<[title: string, fields: Fields, problems: readonly string[]]>([
  ["no day", { tier: "latest" }, []],
  ["a day on latest", { tier: "latest", expires: "2026-12-24" }, []],
  ["a day on staging", { tier: "staging", expires: "2026-12-24" }, []],
  ["a day on prod", { tier: "prod", expires: "2026-12-24" }, ["stacks/dev.ts: expires: a prod stack does not expire"]],
  ["no day of the calendar", { tier: "latest", expires: "2026-02-30" }, ['stacks/dev.ts: expires: "2026-02-30" is not a day']],
  ["a duration", { tier: "latest", expires: "14d" }, ['stacks/dev.ts: expires: "14d" is not a day']],
  ["a date", { tier: "latest", expires: new Date(0) }, ["stacks/dev.ts: expires: must be a string, got an object"]],
])("%s", (_title, fields, problems) => {
  const fleet = fleetOf({ services: [serviceFile("app")], stacks: [stackFile("dev", fields)] });
  expect(problemsOf(fleet)).toEqual(problems);
});
