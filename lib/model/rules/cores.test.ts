import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";

const many = (written: string, cores: string): string =>
  `${written} are whole cores; did you mean "${cores}m"? Write "${cores}000m" for so many`;

it.each<[title: string, resources: Fields, problem: string | undefined]>([
  ["an exponent", { cpu: "1e3" }, `resources.cpu: ${many("1e3", "1000")}`],
  ["thousands in a limit", { cpu: "1", limits: { cpu: "1k" } }, `resources.limits.cpu: ${many("1k", "1000")}`],
  ["a fraction of thousands", { cpu: "0.2k" }, `resources.cpu: ${many("0.2k", "200")}`],
  ["an exponent that gives few cores", { cpu: "1e1" }, undefined],
  ["thousandths", { cpu: "900000m" }, undefined],
  [
    "a request whose default limit is too large",
    { cpu: "1000000m" },
    'resources.cpu: the default limit is twice 1k, and 2000 is more than 1920 cores; did you mean "2000m"?',
  ],
  ["the same request with a limit", { cpu: "1000000m", limits: { cpu: "1000000m" } }, undefined],
])("cores: %s", (_title, resources, problem) => {
  const fleet = fleetOf({ services: [serviceFile("app", { resources })], stacks: [stackFile("latest")] });
  expect(problemsOf(fleet)).toEqual(problem === undefined ? [] : [`services/app.ts: ${problem}`]);
});
