import { expect, it } from "vitest";
import { fleetOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { formatProblem } from "../../base/problem.ts";
import { checkFleet } from "./check-fleet.ts";

const web = serviceFile("web", { public: { port: "http", redirectFrom: ["old.example.com"] } });
const cart = serviceFile("cart");
const site = (host: string): object => ({ host, because: "customers read it" });

/** Lists the problems of two stacks with sites. */
function problemsOf(latest: object, staging: object, only?: readonly string[]): readonly string[] {
  const stacks = [
    stackFile("latest", { services: [web.service], cloud: { sites: latest } }),
    stackFile("staging", { services: [cart.service], tier: "staging", cloud: { sites: staging } }),
  ];
  return checkFleet(fleetOf({ services: [web, cart], stacks }), only).problems.map(formatProblem);
}

const docs = { docs: site("docs.example.com") };
const TWICE = 'stacks/staging.ts: cloud.sites.docs.host: docs.example.com already leads to site "docs" of latest';

it.each<readonly [what: string, latest: object, staging: object, only: readonly string[] | undefined, problems: readonly string[]]>([
  ["two hosts", { ...docs, help: site("help.example.com") }, {}, undefined, []],
  [
    "one host of two sites",
    { ...docs, help: site("docs.example.com") },
    {},
    undefined,
    ['stacks/latest.ts: cloud.sites.help.host: docs.example.com already leads to site "docs" of latest'],
  ],
  ["one host of two stacks", docs, docs, undefined, [TWICE]],
  ["one host of two stacks, one of them selected", docs, docs, ["staging"], [TWICE]],
  ["one host of two stacks, none of them selected", docs, docs, [], []],
  [
    "the host of a service",
    { docs: site("web.shop.example.com") },
    {},
    undefined,
    ["stacks/latest.ts: cloud.sites.docs.host: web.shop.example.com already leads to web of latest"],
  ],
  [
    "a host that a service redirects from",
    {},
    { docs: site("old.example.com") },
    undefined,
    ["stacks/staging.ts: cloud.sites.docs.host: old.example.com already leads to web of latest"],
  ],
])("sites with %s", (_what, latest, staging, only, problems) => {
  expect(problemsOf(latest, staging, only)).toEqual(problems);
});
