import * as fc from "fast-check";
import { address, type Address, onStack, override } from "../lib/index.ts";
import { hasOwnAddress } from "../lib/model/needs/addressing.ts";
import { needKind } from "../lib/model/needs/registry.ts";
import { isUsed } from "../lib/model/needs/use.ts";
import type { Tier } from "../lib/model/tier.ts";
import type { Fields, TestServiceFile } from "./fleets.ts";
import { randomDefaults } from "./random-defaults.ts";
import { layer, named, partName, shared, some } from "./random-fields.ts";
import { ingress, stackNetwork } from "./random-network.ts";
import { takesNodePorts } from "./random-nodes.ts";
import { isProvided, possibleProviders, randomProviders } from "./random-providers.ts";
import { redisBindings } from "./random-references.ts";
import { fitsIngress, redirectedOf } from "./random-routes.ts";
import { refusedFields, withoutFields } from "./random-shapes.ts";

/** Generates the parts of a stack. */
export const stackPlan = fc.record({
  name: named(/^[a-z][a-z0-9]{0,5}(?:-[0-9])?$/),
  tier: fc.constantFrom<Tier>("latest", "staging", "prod"),
  shared: fc.boolean(),
  without: fc.array(fc.nat(99), { maxLength: 2 }),
  overrides: fc.array(fc.tuple(fc.nat(99), layer), { maxLength: 2 }),
  binds: fc.boolean(),
  redirects: fc.boolean(),
  located: fc.boolean(),
  away: fc.boolean(),
  searches: fc.boolean(),
  ingress: fc.option(ingress),
  defaults: fc.option(randomDefaults(shared)),
  rest: some<Fields>({
    ...stackNetwork,
    providers: randomProviders,
    secretStore: partName,
    kubernetesVersion: fc.constantFrom("1.30", "v1.34.2"),
    imagePullSecrets: fc.constantFrom([], ["registry", "a.b"]),
    quota: fc.constant({ pods: 9999, memory: "1000Ti" }),
    patch: fc.constant({ Namespace: annotate, Application: annotate, NetworkPolicy: () => null }),
  }),
});
export type StackPlan = typeof stackPlan extends fc.Arbitrary<infer T> ? T : never;

/** Changes a manifest in a patch. */
export function annotate(draft: { metadata: { annotations?: Record<string, string> } }): void {
  draft.metadata.annotations = { ...draft.metadata.annotations, note: "patched: yes" };
}

/** Makes the fields of a stack. `runs` are the services of each stack. */
export function stackFields(
  plan: StackPlan,
  index: number,
  plans: readonly StackPlan[],
  runs: readonly (readonly TestServiceFile[])[],
): Fields {
  const mine = runs[index] ?? [];
  const overrides = new Map(plan.overrides.map(([each, input]) => [mine[each % mine.length]?.service, input]));
  const owner = plans.findIndex(({ tier }) => tier === plan.tier);
  const target = { stack: plans[owner]?.name ?? "", tier: plan.tier };
  const lends = !isProvided("redis", plans[owner]?.rest["providers"], runs[owner] ?? []);
  const both = plan.binds && owner < index && lends ? mine.filter((file) => runs[owner]?.includes(file)) : [];
  const hasIngress = plan.ingress !== null && mine.every(fitsIngress);
  // A host belongs to one stack, so no service sets it.
  const redirected = plan.redirects && !hasIngress ? redirectedOf(mine)?.service : undefined;
  if (redirected !== undefined) {
    overrides.set(redirected, { ...overrides.get(redirected), public: { redirectFrom: [`old-${index}.example.com`] } });
  }
  const cluster = clusterOf(index, plans, runs);
  const near = plans.findIndex((other, each) => each < index && other.tier === plan.tier && clusterOf(each, plans, runs) === cluster);
  if (plan.away && near !== -1) {
    for (const { service } of mine) {
      const calls = callsAway(service, plans[near]?.name ?? "", runs[near] ?? []);
      if (Object.keys(calls).length > 0) overrides.set(service, { ...overrides.get(service), calls: () => calls });
    }
  }
  const { gateway, ...rest } = plan.rest;
  return {
    ...rest,
    ...(hasIngress ? { ingress: plan.ingress } : gateway === undefined ? {} : { gateway }),
    ...(plan.defaults === null ? {} : { defaults: plan.defaults(mine, plan.tier) }),
    tier: plan.tier,
    project: `project-${plan.tier}`,
    cluster,
    ...(plan.searches ? { components: { search: () => undefined } } : {}),
    namespace: `place-${index}`,
    apiServer: "10.0.0.2/32",
    privateRange: `10.${index}.0.0/16`,
    domain: `${plan.name}.example.com`,
    services: mine.map(({ service }) => service),
    podSecurity: mine.some(({ service }) => service.input.daemon !== undefined) ? "privileged" : "restricted",
    overrides: [...overrides].flatMap(([service, input]) =>
      service === undefined ? [] : [override(service, withoutFields(input, refusedFields(service.input)))],
    ),
    bindings: redisBindings(both, target),
    addresses: plan.located ? addressesOf(mine, both, index, rest["providers"]) : [],
    providers: possibleProviders(rest["providers"], mine),
  };
}

/** Returns the cluster of a stack: its own, or one that several stacks share. */
const clusterOf = (index: number, plans: readonly StackPlan[], runs: readonly (readonly TestServiceFile[])[]): string =>
  plans[index]?.shared === true && runs[index]?.some(({ service }) => takesNodePorts(service.input)) === false ? "shared" : `own-${index}`;

/** Makes calls of services of another stack, in place of those of the own stack. */
const callsAway = ({ input }: TestServiceFile["service"], stack: string, running: readonly TestServiceFile[]) =>
  Object.fromEntries(
    running.flatMap(({ service }) => {
      const [port] = Object.keys(service.input.ports ?? {});
      const isCalled = Object.hasOwn(input.calls?.() ?? {}, `c-${service.name}`);
      return isCalled && port !== undefined ? [[`c-${service.name}`, onStack({ kind: "stack", name: stack }, service.endpoint(port))]] : [];
    }),
  );

/** Gives each instance outside the cluster an address. A bound need has the address of its owner. */
const addressesOf = (
  services: readonly TestServiceFile[],
  bound: readonly TestServiceFile[],
  index: number,
  providers: unknown,
): readonly Address[] =>
  services
    .flatMap((file) => Object.entries(file.service.input.needs ?? {}).map(([need, spec]) => ({ file, need, spec })))
    .flatMap(({ file, need, spec }, at) => {
      if (isUsed(spec) || !hasOwnAddress(needKind(spec).addressing(spec)) || isProvided(spec.kind, providers, services)) return [];
      if (spec.kind === "redis" && bound.includes(file)) return [];
      // An endpoint is in the third quarter of the private range.
      const third = spec.kind === "valkey" ? 128 : 4;
      return [address({ service: file.service.name, need, spec }, `10.${index}.${third}.${at + 2}/32`)];
    });
