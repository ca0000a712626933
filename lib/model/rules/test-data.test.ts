import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";

const fill = { jobs: { fill: { command: ["fill"], testData: true } } };

it.each<[title: string, stack: Fields, service: Fields, problems: readonly string[]]>([
  ["latest", { tier: "latest", testData: true }, fill, []],
  ["staging", { tier: "staging", testData: true }, fill, []],
  ["a stack without such a job", { testData: true }, {}, []],
  ["a job on a stack that does not ask", {}, fill, []],
  ["prod without it", { tier: "prod", testData: false }, fill, []],
  ["prod", { tier: "prod", testData: true }, fill, ["stacks/qa.ts: testData: true would fill the data of a prod stack with test data"]],
  ["a word", { testData: "yes" }, fill, ['stacks/qa.ts: testData: must be a boolean, got "yes"']],
  [
    "a word in a job",
    {},
    { jobs: { fill: { command: ["fill"], testData: "once" } } },
    ['services/app.ts: jobs.fill.testData: must be a boolean, got "once"'],
  ],
  ["a service with a schedule", { testData: true }, { ...fill, ports: {}, schedule: { cron: "0 3 * * *" } }, []],
])("test data: %s", (_title, stack, service, problems) => {
  expect(problemsOf(fleetOf({ services: [serviceFile("app", service)], stacks: [stackFile("qa", stack)] }))).toEqual(problems);
});

it("checks the jobs of each stack that asks for them", () => {
  const services = [
    serviceFile("app", { jobs: { "fill-b": { command: ["fill"], testData: true } } }),
    serviceFile("app-fill", { jobs: { b: { command: ["b"] } } }),
  ];
  const problems = (testData: boolean) => problemsOf(fleetOf({ services, stacks: [stackFile("qa", { testData }), stackFile("dev")] }));
  expect(problems(false)).toEqual([]);
  expect(problems(true)).toEqual(['services/app-fill.ts: jobs.b: the name "app-fill-b" belongs to the job "fill-b" of app']);
});
