import { expect, it } from "vitest";
import { fleetOf, problemsOf, stackFile } from "../../../test/fleets.ts";

const run = (): void => undefined;

it.each<readonly [what: string, cloud: unknown, problems: readonly string[]]>([
  ["a component", { components: { alarms: run } }, []],
  ["its variables", { components: { alarms: run }, variables: ["PAGER_TOKEN"] }, []],
  [
    "a component that is no function",
    { components: { alarms: "x" } },
    ['cloud.components.alarms: must be a function such as ({ project }) => { ... }, got "x"'],
  ],
  [
    "a name that no Pulumi resource should have",
    { components: { "Alarms!": run } },
    ['cloud.components.Alarms!: "Alarms!" is not a DNS label: lower-case letters, digits and "-", starting with a letter'],
  ],
  ["a variable with its value", { variables: ["TOKEN=x"] }, ['cloud.variables.0: must be the name of a variable, got "TOKEN=x"']],
])("the cloud of a stack may have code: %s", (_what, cloud, problems) => {
  expect(problemsOf(fleetOf({ services: [], stacks: [stackFile("latest", { cloud })] }))).toEqual(
    problems.map((text) => `stacks/latest.ts: ${text}`),
  );
});
