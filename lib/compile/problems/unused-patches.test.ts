import { describe, expect, it } from "vitest";
import { type Fields, fleetOf, lockFor, modelOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { failing, problemsOnFourStacks } from "../../../test/four-stacks.ts";
import { renderTree } from "../../render/render.ts";

const keep = (): undefined => undefined;
const drop = (): null => null;
const isPublic = { public: { port: "http" } };

describe("a patch for a kind", () => {
  it.each<readonly [title: string, fields: Fields, problems: readonly string[]]>([
    ["that the service has", { patch: { Service: keep } }, []],
    ["that the service lacks", { patch: { CronJob: keep } }, ["services/cart.ts: patch.CronJob: there is no CronJob to patch"]],
    ["that one stack has", { patch: { HTTPRoute: keep }, tiers: { staging: isPublic } }, []],
    [
      "that only stacks of another tier have",
      { tiers: { prod: { patch: { HTTPRoute: keep } }, staging: isPublic } },
      ["services/cart.ts: tiers.prod.patch.HTTPRoute: there is no HTTPRoute to patch"],
    ],
    ["that a lower layer drops", { patch: { Service: drop }, tiers: { prod: { patch: { Service: keep } } } }, []],
    ["that has no function", { patch: { CronJob: undefined } }, []],
    ["ConfigMap, if the environment fails", { env: failing(), patch: { ConfigMap: keep } }, ["services/cart.ts: env: failed: boom"]],
    ["ConfigMap, without one", { patch: { ConfigMap: keep } }, ["services/cart.ts: patch.ConfigMap: there is no ConfigMap to patch"]],
  ])("%s", (_title, fields, problems) => {
    expect(problemsOnFourStacks(fields)).toEqual(problems);
  });

  it("in the override of one stack", () => {
    expect(problemsOnFourStacks(isPublic, { overrides: { "prod-eu": { patch: { CronJob: keep, HTTPRoute: keep } } } })).toEqual([
      "stacks/prod-eu.ts: override(cart).patch.CronJob: there is no CronJob to patch",
    ]);
  });
});

it("a part of the fleet does not tell if a patch is unused", () => {
  const fleet = fleetOf({ services: [serviceFile("cart", { patch: { CronJob: keep } })], stacks: [stackFile("latest")] });
  const locks = new Map([["latest", lockFor(fleet)]]);
  expect(renderTree(modelOf(fleet), locks, { partial: true }).problems).toEqual([]);
  expect(renderTree(modelOf(fleet), locks, { services: ["cart"] }).problems).toEqual([]);
  expect(renderTree(modelOf(fleet), locks).problems.length).toBe(1);
});
