import type { Lock } from "../lib/resolve/lock.ts";
import { checkFleet } from "../lib/model/check/check-fleet.ts";
import type { Fleet, ImageFile, ServiceFile, StackFile } from "../lib/model/fleet.ts";
import type { Model } from "../lib/model/model.ts";
import type { Needs } from "../lib/model/needs/registry.ts";
import type { Ports } from "../lib/model/fields/ports.ts";
import { formatProblem } from "../lib/base/problem.ts";
import { defineService, type Service } from "../lib/model/service.ts";
import type { AnyServiceInput } from "../lib/model/service-input.ts";
import type { Calls } from "../lib/model/fields/calls.ts";
import { allServices, type AnyStack, defineStack } from "../lib/model/stack.ts";
import type { StackInput } from "../lib/model/stack.ts";
import type { Tier } from "../lib/model/tier.ts";

/** Fields that a test sets on a minimal valid spec. The compiler does not check them, so they may be wrong. */
export type Fields = Readonly<Record<string, unknown>>;

export type TestService = Service<Ports, Needs, Calls>;

export interface TestServiceFile extends ServiceFile {
  readonly service: TestService;
}

const SERVICE = {
  owner: "shopping@example.com",
  image: "registry.example.com/shop/app",
  ports: { http: { port: 8080, protocol: "http" } },
} as const;

const STACK = {
  tier: "latest",
  region: "us-central1",
  namespace: "shop",
  services: allServices,
  privateRange: "10.10.0.0/16",
  domain: "shop.example.com",
} as const;

/** Makes a service with an http port in `services/<name>.ts`, with `fields` set on it. */
export const serviceFile = (name: string, fields: Fields = {}): TestServiceFile => rawServiceFile(name, { ...SERVICE, ...fields });

/** Makes a service with exactly this input, valid or not. */
export const rawServiceFile = (name: unknown, input: unknown, file = `services/${String(name)}.ts`): TestServiceFile => ({
  file,
  service: defineService<Ports, Needs, Calls>(name as string, input as AnyServiceInput),
});

/** Makes a stack of tier `latest` with all services and a separate cluster, with `fields` set on it. Each tier has a project. */
export const stackFile = (name: string, fields: Fields = {}): StackFile => {
  const { tier = STACK.tier } = fields;
  return rawStackFile(name, { ...STACK, cluster: name, project: typeof tier === "string" ? `shop-${tier}` : "shop", ...fields });
};

/** Makes a stack with exactly this input, valid or not. */
export const rawStackFile = (
  name: unknown,
  input: unknown,
  file = `stacks/${String(name)}.ts`,
): StackFile & { readonly stack: AnyStack } => ({
  file,
  stack: defineStack<Tier>(name as string, input as StackInput<Tier>),
});

/** Makes a fleet. @default one stack `latest` that runs all services */
export const fleetOf = (parts: {
  readonly services: readonly ServiceFile[];
  readonly images?: readonly ImageFile[];
  readonly stacks?: readonly StackFile[];
}): Fleet => ({
  config: { name: "shop", repository: { url: "https://github.com/acme/ops.git" } },
  images: [],
  stacks: [stackFile("latest")],
  ...parts,
});

/** Lists the problems of a fleet, formatted. */
export const problemsOf = (fleet: Fleet): readonly string[] => checkFleet(fleet).problems.map(formatProblem);

/** Lists the problems of a fleet with one service `app` on one stack `latest`. */
export const problemsWith = (fields: Fields, stack: Fields = {}): readonly string[] =>
  problemsOf(fleetOf({ services: [serviceFile("app", fields)], stacks: [stackFile("latest", stack)] }));

/** Returns the model of a valid fleet. @throws Error if the fleet has problems */
export function modelOf(fleet: Fleet): Model {
  const { model, problems } = checkFleet(fleet);
  if (problems.length > 0) throw new Error(problems.map(formatProblem).join("\n"));
  return model;
}

/** Makes a lock in which every service of a fleet runs `v1.2.3` with a digest. */
export const lockFor = ({ services, images }: Fleet): Lock =>
  new Map(
    [...services.map(({ service }) => service), ...images.map(({ image }) => image)].map(({ name }) => [
      name,
      { tag: "v1.2.3", digest: `sha256:${"0123456789abcdef".repeat(4)}` },
    ]),
  );
