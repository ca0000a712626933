import { expect, it } from "vitest";
import { smallFleet } from "../../test/workspace/small-fleet.ts";
import { defineService } from "../index.ts";
import { checkFleet } from "../model/check/check-fleet.ts";
import type { AnyServiceInput } from "../model/service-input.ts";
import { configHashes } from "./config-hashes.ts";

/** Hashes cart with some fields on both stacks. */
function hashesWith(fields: Partial<AnyServiceInput>): Readonly<Record<string, string | undefined>> {
  const fleet = smallFleet();
  const services = fleet.services.map((file) => {
    const { name, input } = file.service;
    return name === "cart" ? { ...file, service: defineService(name, { ...input, ...fields } as never) } : file;
  });
  const { model, problems } = checkFleet({ ...fleet, services });
  expect(problems).toEqual([]);
  const hashes = configHashes(model);
  return Object.fromEntries(["latest", "prod"].map((stack) => [stack, hashes.get(stack)?.get("cart")]));
}

it("hashes 12 digits for each stack", () => {
  const { latest, prod } = hashesWith({});
  expect(latest).toMatch(/^[0-9a-f]{12}$/);
  expect(prod).not.toBe(latest);
});

it("leaves out the image repository", () => {
  expect(hashesWith({ image: "registry.example.com/other/cart" })).toEqual(hashesWith({}));
});

it("changes with a resource on each stack", () => {
  const [before, after] = [hashesWith({}), hashesWith({ resources: { cpu: "250m" } })];
  expect(after["latest"]).not.toBe(before["latest"]);
  expect(after["prod"]).not.toBe(before["prod"]);
});

it("changes on one stack with a field of its tier", () => {
  const [before, after] = [hashesWith({}), hashesWith({ tiers: { prod: { scale: { min: 5, max: 9 } } } })];
  expect(after["latest"]).toBe(before["latest"]);
  expect(after["prod"]).not.toBe(before["prod"]);
});
