import { expect, it } from "vitest";
import { type Fields, fleetOf, problemsOf, serviceFile, stackFile } from "../../../test/fleets.ts";
import { bucket } from "../../index.ts";
import { checkFleet } from "./check-fleet.ts";

const [cart, usCart, us, web] = [serviceFile("cart"), serviceFile("us-cart"), serviceFile("us"), serviceFile("web")];
const hint = "rename one of the two stacks";
const component = () => undefined;

it.each<readonly [title: string, other: string, prod: Fields, second: Fields, problem: string | undefined]>([
  ["other names", "prod-us", { services: [cart.service, web.service] }, { services: [cart.service] }, undefined],
  ["no dash between the names", "products", { services: [us.service] }, { services: [cart.service] }, undefined],
  [
    "two services",
    "prod-us",
    { services: [usCart.service] },
    { services: [cart.service] },
    'the name "prod-us-cart" in Argo CD belongs to us-cart of prod',
  ],
  [
    "a service and a stack",
    "prod-us",
    { services: [us.service] },
    { services: [cart.service] },
    'the name "prod-us" in Argo CD belongs to us of prod',
  ],
  [
    "a component and a service",
    "prod-us",
    { components: { "us-web": component }, services: [cart.service] },
    { services: [web.service] },
    'the name "prod-us-web" in Argo CD belongs to us-web of prod',
  ],
  [
    "the platform and a stack",
    "prod-platform",
    { services: [cart.service] },
    { services: [web.service] },
    'the name "prod-platform" in Argo CD belongs to platform of prod',
  ],
  [
    "the project of components and a stack",
    "prod-components",
    { components: { a: component }, services: [cart.service] },
    { services: [web.service] },
    'the name "prod-components" in Argo CD belongs to components of prod',
  ],
  [
    "the project of the root Application and a stack",
    "prod-applications",
    { services: [cart.service] },
    { services: [web.service] },
    'the name "prod-applications" in Argo CD belongs to applications of prod',
  ],
  ["no components and a stack", "prod-components", { services: [cart.service] }, { services: [web.service] }, undefined],
])("refuses one name in Argo CD for two stacks: %s", (_title, name, prod, other, problem) => {
  const fleet = fleetOf({ services: [cart, usCart, us, web], stacks: [stackFile(name, other), stackFile("prod", prod)] });
  const problems = problem === undefined ? [] : [`stacks/${name}.ts: ${problem}`];
  expect(problemsOf(fleet)).toEqual(problems);
  expect(checkFleet(fleet, ["prod"]).problems.map((each) => each.hint)).toEqual(problems.map(() => hint));
});

it.each([
  ["a stack", "shop-stacks", []],
  ["a service", "shop", [serviceFile("stacks")]],
])("refuses the name of the Application over all stacks: %s", (_title, stack, more) => {
  expect(problemsOf(fleetOf({ services: [cart, ...more], stacks: [stackFile(stack)] }))).toEqual([
    `stacks/${stack}.ts: the name "shop-stacks" in Argo CD belongs to the fleet`,
  ]);
});

it("does not report the instances of such stacks, too", () => {
  const needs = { needs: { files: bucket() } };
  const services = [serviceFile("web", needs), serviceFile("us-web", needs)] as const;
  const stacks = [stackFile("prod", { services: [services[1].service] }), stackFile("prod-us", { services: [services[0].service] })];
  expect(problemsOf(fleetOf({ services, stacks }))).toEqual([
    'stacks/prod-us.ts: the name "prod-us-web" in Argo CD belongs to us-web of prod',
  ]);
});
