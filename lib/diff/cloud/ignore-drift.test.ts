import { expect, it } from "vitest";
import type { DriftIgnore } from "../../model/stack-fields/drift-ignore.ts";
import { ignoreDrift } from "./ignore-drift.ts";

const rule = (property: string, more: Partial<DriftIgnore> = {}): DriftIgnore => ({
  resource: "cart.carts",
  property,
  owner: "shop@example.com",
  expires: "2026-12-24",
  because: "a trial",
  ...more,
});
const server = (...paths: readonly string[]) => ({
  urn: "urn:pulumi:a::b::c::carts",
  block: "cart-carts",
  values: paths.map((path) => ({ path })),
});

it.each<
  readonly [
    what: string,
    paths: readonly string[],
    rules: readonly DriftIgnore[],
    left: readonly string[] | undefined,
    idle: readonly string[],
  ]
>([
  ["no rule", ["tier"], [], ["tier"], []],
  ["the property", ["tier"], [rule("tier")], undefined, []],
  ["a part of the property", ["settings.tier"], [rule("settings")], undefined, []],
  ["a property that only begins like it", ["tierName"], [rule("tier")], ["tierName"], ["matches nothing"]],
  ["one of two", ["tier", "memorySizeGb"], [rule("tier")], ["memorySizeGb"], []],
  ["a URN", ["tier"], [rule("tier", { resource: "urn:pulumi:a::b::c::carts" })], undefined, []],
  ["another need", ["tier"], [rule("tier", { resource: "cart.orders" })], ["tier"], ["matches nothing"]],
  ["the last day", ["tier"], [rule("tier", { expires: "2026-11-30" })], undefined, []],
  ["the day after", ["tier"], [rule("tier", { expires: "2026-11-29" })], ["tier"], ["expired"]],
  ["a deleted resource", [], [rule("tier")], [], ["matches nothing"]],
])("ignores drift by %s", (_what, paths, rules, left, idle) => {
  const { drifted, idle: found } = ignoreDrift([server(...paths)], rules, "2026-11-30T10:00:00Z");
  expect(drifted[0]?.values.map(({ path }) => path)).toEqual(left);
  expect(found.map(({ why }) => why)).toEqual(idle);
});
