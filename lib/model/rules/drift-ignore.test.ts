import { expect, it } from "vitest";
import { problemsWith } from "../../../test/fleets.ts";

const RULE = { resource: "cart.carts", property: "tier", owner: "a@b.com", expires: "2026-12-24", because: "a trial" };

it.each<readonly [what: string, rules: readonly object[], problems: readonly string[]]>([
  ["a need", [RULE], []],
  ["a URN", [{ ...RULE, resource: "urn:pulumi:latest.needs-1::shop::gcp:redis/instance:Instance::carts" }], []],
  ["neither", [{ ...RULE, resource: "carts" }], ['driftIgnore.0.resource: "carts" is neither <service>.<need> nor a URN']],
  ["no property", [{ ...RULE, property: " " }], ["driftIgnore.0.property: must not be empty"]],
  ["no owner", [{ ...RULE, owner: "ada" }], ['driftIgnore.0.owner: "ada" is not an email address']],
  ["no day", [{ ...RULE, expires: "soon" }], ['driftIgnore.0.expires: "soon" is not a day']],
  ["no reason", [{ ...RULE, because: "" }], ["driftIgnore.0.because: must not be empty"]],
  ["the same twice", [RULE, { ...RULE, because: "again" }], ["driftIgnore.1: cart.carts and tier are listed twice"]],
])("checks ignored drift with %s", (_what, driftIgnore, problems) => {
  expect(problemsWith({}, { driftIgnore })).toEqual(problems.map((problem) => `stacks/latest.ts: ${problem}`));
});
