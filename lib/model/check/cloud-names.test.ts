import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { bucket } from "../needs/bucket.ts";
import { secret } from "../needs/secret.ts";

type Services = Readonly<Record<string, Fields>>;
type Stacks = Readonly<Record<string, Fields>>;

const problems = (services: Services, stacks: Stacks = { latest: {} }): readonly string[] =>
  problemsOf(
    fleetOf({
      services: Object.entries(services).map(([name, needs]) => serviceFile(name, { needs })),
      stacks: Object.entries(stacks).map(([name, fields]) => stackFile(name, { domain: `${name}.example.com`, ...fields })),
    }),
  );

const keys = (...names: [string, ...string[]]) => secret({ keys: names });
const taken = (at: string, noun: string, name: string, by: string): string =>
  `services/${at}: the ${noun} "${name}" is taken by need ${by}`;

it.each<readonly [title: string, services: Services, stacks: Stacks | undefined, problems: readonly string[]]>([
  [
    "one secret of one service",
    { a: { b: keys("c-d"), "b-c": keys("d") } },
    undefined,
    [taken("a.ts: needs.b-c", "secret", "latest-a-b-c-d", '"b" of a')],
  ],
  [
    "one secret of two services",
    { a: { b: keys("c-d") }, "a-b": { c: keys("d") } },
    undefined,
    [taken("a-b.ts: needs.c", "secret", "latest-a-b-c-d", '"b" of a')],
  ],
  [
    "dots and dashes in a key",
    { a: { b: keys("c.d"), "b-c": keys("d") } },
    undefined,
    [taken("a.ts: needs.b-c", "secret", "latest-a-b-c-d", '"b" of a')],
  ],
  ["different secrets", { a: { b: keys("c-d"), "b-c": keys("e") } }, undefined, []],
  [
    "one bucket of two projects",
    { a: { b: bucket() }, "eu-a": { b: bucket() } },
    { prod: { project: "shop-us", tier: "prod" }, "us-prod": { project: "shop", tier: "prod" } },
    [
      taken("a.ts: needs.b", "bucket", "shop-us-prod-a-b", '"b" of a on prod'),
      taken("eu-a.ts: needs.b", "bucket", "shop-us-prod-eu-a-b", '"b" of eu-a on prod'),
    ],
  ],
])("needs with %s", (_title, services, stacks, expected) => {
  expect(problems(services, stacks)).toEqual(expected);
});
