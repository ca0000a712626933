import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";

const fleet = (stacks: readonly (readonly [name: string, fields: Fields])[], sharedProjects?: Readonly<Record<string, string>>) => {
  const made = fleetOf({
    services: [serviceFile("app")],
    stacks: stacks.map(([name, fields]) => stackFile(name, { domain: `${name}.example.com`, ...fields })),
  });
  return problemsOf(sharedProjects === undefined ? made : { ...made, config: { ...made.config, sharedProjects } });
};

const LATEST = ["latest", { project: "shop" }] as const;
const PROD = ["prod", { tier: "prod", project: "shop" }] as const;
const shared =
  'stacks/prod.ts: project: "shop" of prod (prod) is the project of latest (latest), too; they would share identities and secrets';

it.each<readonly [title: string, ...args: Parameters<typeof fleet>, problems: readonly string[]]>([
  ["two tiers", [LATEST, PROD], undefined, [shared]],
  ["two stacks of one tier", [LATEST, ["edge", { project: "shop" }]], undefined, []],
  ["two tiers with two projects", [LATEST, ["prod", { tier: "prod" }]], undefined, []],
  ["two tiers, with a reason", [LATEST, PROD], { shop: "one project for now" }, []],
  ["two tiers, with an empty reason", [LATEST, PROD], { shop: " " }, ["fairlead.config.ts: sharedProjects.shop: must have a reason"]],
  [
    "two tiers, with a reason for another",
    [LATEST, PROD],
    { other: "x" },
    ['fairlead.config.ts: sharedProjects.other: no two tiers share "other"', shared],
  ],
  ["one tier, with a reason", [LATEST], { shop: "x" }, ['fairlead.config.ts: sharedProjects.shop: no two tiers share "shop"']],
])("a project of %s", (_title, stacks, reasons, problems) => {
  expect(fleet(stacks, reasons)).toEqual(problems);
});
