import { expect, it } from "vitest";
import { type Fields, fleetOf, modelOf, serviceFile, stackFile } from "../../test/fleets.ts";
import { bucket } from "../model/needs/bucket.ts";
import { redis } from "../model/needs/redis.ts";
import { sharedIdentities } from "./shared-identities.ts";

const services = [serviceFile("cart", { needs: { images: bucket() } }), serviceFile("web", { needs: { pages: redis({ memoryGb: 1 }) } })];

const found = (us: Fields, eu: Fields, selected: readonly string[] = []): readonly string[] => {
  const stacks = [stackFile("us", us), stackFile("eu", { privateRange: "10.20.0.0/16", domain: "eu.example.com", ...eu })];
  const [first] = modelOf(fleetOf({ services, stacks })).stacks;
  return first === undefined ? [] : sharedIdentities(first, selected).map(({ path, message }) => `${path}: ${message}`);
};

const warning = 'namespace: "shop" of us and of eu is one namespace of project "shop-latest": cart has one identity on both clusters';

it.each<readonly [what: string, us: Fields, eu: Fields, selected: readonly string[], problems: readonly string[]]>([
  ["one project and one namespace on two clusters", {}, {}, [], [warning]],
  ["a service with grants", {}, {}, ["cart"], [warning]],
  ["a service without grants", {}, {}, ["web"], []],
  ["another namespace", {}, { namespace: "shop-eu" }, [], []],
  ["another project", {}, { project: "shop-eu" }, [], []],
  ["a stack without the service", {}, { services: [services[1]?.service] }, [], []],
])("%s", (_what, us, eu, selected, problems) => {
  expect(found(us, eu, selected)).toEqual(problems);
});
