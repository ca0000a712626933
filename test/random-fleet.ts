import * as fc from "fast-check";
import type { Lock, LockEntry } from "../lib/resolve/lock.ts";
import { otherChecks, readiness, timing } from "./random-health.ts";
import { randomDefaults } from "./random-defaults.ts";
import { podFields } from "./random-pod.ts";
import { anyReleaseId } from "./release-ids.ts";
import { exec, override } from "../lib/index.ts";
import { type Fleet, servicesIn } from "../lib/model/fleet.ts";
import { callsOf, egress, listeningFields, network, openFields, serviceNetwork, stackNetwork } from "./random-network.ts";
import { nameProblem } from "../lib/model/names.ts";
import { anyImage, ENVOY, sidecarsWith } from "./random-sidecars.ts";
import { type Fields, fleetOf, serviceFile, stackFile, type TestServiceFile } from "./fleets.ts";
import { text, variables } from "./random-texts.ts";
import { randomNeed } from "./random-needs.ts";
import { mayOpen, mayScale, randomShape, withoutScale } from "./random-shapes.ts";
import { isProvided, possibleProviders, randomProviders } from "./random-providers.ts";
import { ownersOf, redisBindings, referringNeeds } from "./random-references.ts";
import { randomLayerScale, randomScale } from "./random-scale.ts";

/** A fleet that the rules accept, with a lock for each of its stacks. */
export interface RandomFleet {
  readonly fleet: Fleet;
  readonly locks: ReadonlyMap<string, Lock>;
  /** Formats the fleet for fast-check's report. */
  readonly [fc.toStringMethod]: () => string;
}

const some = <T>(fields: { readonly [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record<T, never>(fields, { requiredKeys: [] });
const whole = (min: number, max: number) => fc.integer({ min, max });
type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;

// Only digits follow a dash in a service's name, and the names of its parts begin with a letter. So `<stack>-<service>`,
// `<service>-<job>` and `<service>-<need>` never collide. Some names are words with a meaning in YAML or JavaScript.
const ODD_NAMES = ["no", "y", "null", "true", "e2", "api", "app", "constructor", "length", "then"];
const partName = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const named = (pattern: RegExp) => fc.stringMatching(pattern).filter((name) => nameProblem(name) === undefined);
const byName = <T>(value: fc.Arbitrary<T>) => fc.dictionary(partName, value, { maxKeys: 2, noNullPrototype: true });

const files = fc.dictionary(fc.stringMatching(/^\/etc\/[a-z]{1,4}\/[a-z.]{0,3}[a-z]$/), text, { maxKeys: 2, noNullPrototype: true });
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);
const words = fc.array(text, { maxLength: 2 });
const command = words.map((rest) => ["run", ...rest]);
const priority = fc.constantFrom("high", "normal", "low");

/** Generates a request and a limit that is equal or higher. */
const amount = (unit: string) =>
  fc.tuple(whole(1, 4000), fc.nat(4000)).map(([request, more]) => [`${request}${unit}`, `${request + more}${unit}`]);
const resources = some({ cpu: amount("m"), memory: amount("Mi"), storage: amount("Mi") }).map((amounts) => {
  const side = (index: 0 | 1) => Object.fromEntries(Object.entries(amounts).map(([kind, pair]) => [kind, pair[index]]));
  return { ...side(0), limits: side(1) };
});

/** The fields of a tier or an override that are valid for any service. */
const layer: fc.Arbitrary<Fields> = some<Fields>({
  scale: randomLayerScale,
  resources,
  env: variables,
  health: timing,
  args: words,
  files,
  priority,
  egress,
});

const shared = some<Fields>({ resources, env: variables, health: timing, files, priority, graceSeconds: whole(11, 99) });

const port = fc.record({ number: whole(1, 65_535), protocol: fc.constantFrom("http", "grpc", "tcp"), name: partName });
const anyServicePlan = fc.record({
  name: fc.oneof(fc.constantFrom(...ODD_NAMES), named(/^[a-z][a-z0-9]{0,6}(?:-[0-9]{1,2})?$/)),
  shape: fc.constantFrom("api", "api", "api", "worker", "cron"),
  workload: randomShape,
  ports: fc.uniqueArray(port, { minLength: 1, maxLength: 3, comparator: (a, b) => a.number === b.number || a.name === b.name }),
  needs: byName(randomNeed),
  subscribes: fc.boolean(),
  borrows: fc.boolean(),
  callees: fc.array(fc.nat(99), { maxLength: 4 }),
  asks: readiness,
  checks: otherChecks,
  pod: podFields,
  timing,
  env: variables,
  cron: fc.constantFrom("0 3 * * *", "*/5 * * * 1-5", "0 0 1 jan ?"),
  jobs: byName(fc.record({ command, resources, retries: fc.nat(3) }, { requiredKeys: ["command"] })),
  init: byName(fc.record({ command, args: words, image: anyImage }, { requiredKeys: ["command"] })),
  sidecars: byName(fc.record({ command, args: words, image: anyImage, env: variables, resources }, { requiredKeys: ["command"] })),
  fronted: fc.boolean(),
  instances: fc.option(fc.dictionary(partName, layer, { minKeys: 1, maxKeys: 2, noNullPrototype: true }), { nil: undefined }),
  open: fc.boolean(),
  extra: fc.boolean(),
  patched: fc.boolean(),
  network,
  rest: some<Fields>({
    resources,
    ...serviceNetwork,
    files,
    priority,
    args: words,
    command,
    graceSeconds: whole(11, 3600),
    component: fc.constantFrom("web", "no", "1.0"),
    partOf: partName,
    scale: randomScale,
    tiers: some({ latest: layer, staging: layer, prod: layer }),
    owner: fc.constantFrom("a@example.com", "no@example.com", "team.one@example.com"),
  }),
});
const servicePlan = anyServicePlan.filter(({ workload, ports, network: { udp } }) =>
  mayOpen(workload, [...ports.map(({ number }) => number), ...Object.values(udp).map((each) => each.port)]),
);
type ServicePlan = Drawn<typeof servicePlan>;

const stackPlan = fc.record({
  name: named(/^[a-z][a-z0-9]{0,5}(?:-[0-9])?$/),
  tier: fc.constantFrom("latest", "staging", "prod"),
  shared: fc.boolean(),
  without: fc.array(fc.nat(99), { maxLength: 2 }),
  overrides: fc.array(fc.tuple(fc.nat(99), layer), { maxLength: 2 }),
  binds: fc.boolean(),
  rest: some<Fields>({
    ...stackNetwork,
    providers: randomProviders,
    secretStore: partName,
    defaults: shared,
    imagePullSecrets: fc.constantFrom([], ["registry", "a.b"]),
    quota: fc.constant({ pods: 9999, memory: "1000Ti" }),
    patch: fc.constant({ Namespace: annotate, Application: annotate, NetworkPolicy: () => null }),
  }),
});
type StackPlan = Drawn<typeof stackPlan>;

const tag = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,12}[a-z0-9]$/);

/** Generates fleets of up to five services on up to four stacks, with every shape and feature. */
export const randomFleet: fc.Arbitrary<RandomFleet> = fc
  .record({
    plans: fc.uniqueArray(servicePlan, { minLength: 1, maxLength: 5, selector: ({ name }) => name }),
    stackPlans: fc.uniqueArray(stackPlan, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
    defaults: randomDefaults(shared),
    entry: fc.record<LockEntry, "tag" | "digest">({ tag, digest, release: anyReleaseId }, { requiredKeys: ["tag", "digest"] }),
  })
  .map(({ plans, stackPlans, defaults: given, entry }) => {
    const services: TestServiceFile[] = [];
    for (const plan of plans) services.push(serviceFile(plan.name, fieldsOf(plan, plans, services)));
    const runs = stackPlans.map(({ without }) => runningOn(plans, without).flatMap((index) => services[index] ?? []));
    const stacks = stackPlans.map((plan, index) => stackFile(plan.name, stackFields(plan, index, stackPlans, runs)));
    const lock: Lock = new Map(
      [...services.flatMap(servicesIn).map(({ service }) => service), ENVOY.image].map(({ name }) => [name, entry]),
    );
    const locks = new Map(stacks.map(({ stack }) => [stack.name, lock]));
    const { config, ...specs } = fleetOf({ services, images: [ENVOY], stacks });
    const fleet = { ...specs, config: { ...config, defaults: given } };
    return { fleet, locks, [fc.toStringMethod]: () => JSON.stringify({ plans, stackPlans, given, entry }) };
  });

const calleesOf = ({ callees }: ServicePlan, plans: readonly ServicePlan[]): readonly number[] => {
  const open = plans.flatMap(({ shape }, index) => (shape === "api" ? [index] : []));
  return open.length === 0 ? [] : [...new Set(callees.map((each) => open[each % open.length] ?? 0))];
};

/** Makes the fields of a service. `services` may be incomplete: only `calls` reads it, which runs later. */
function fieldsOf(plan: ServicePlan, plans: readonly ServicePlan[], services: readonly TestServiceFile[]): Fields {
  const [first] = plan.ports;
  const listens = plan.shape === "api" && first !== undefined;
  const route = plan.ports.find(({ protocol }) => protocol === "http");
  const callees = calleesOf(plan, plans);
  const needs = { ...plan.needs, ...referringNeeds(plan, plans) };
  const ports = plan.ports.map(({ name, number, protocol }, index) => {
    return [name, { port: number, protocol, ...(index === 0 ? {} : { servicePort: 100 + index }) }] as const;
  });
  const cache = { apiVersion: "example.com/v1", kind: "Cache", metadata: { name: `${plan.name}-cache` }, spec: { a: [[], {}, ["x"]] } };
  return {
    ...(hasScale(plan) ? plan.rest : withoutScale(plan.rest)),
    ...plan.pod,
    needs,
    calls: () => callsOf(plan.network, new Map(callees.map((to) => [services[to], plans[to]?.ports[0]?.name ?? ""]))),
    env: ({ calls, needs: bound }: Readonly<Record<"calls" | "needs", Readonly<Record<string, unknown>>>>) => ({
      ...plan.env,
      ...Object.fromEntries(callees.map((to) => [`CALL_${to}`, JSON.stringify(calls[`c-${plans[to]?.name}`] ?? null)])),
      ...Object.fromEntries(Object.keys(needs).map((name, index) => [`NEED_${index}`, JSON.stringify(bound[name])])),
    }),
    // Nothing refers to such a service by its name.
    ...(plan.shape !== "api" && Object.keys(needs).length === 0 && !plan.extra ? instancesOf(plan) : {}),
    sidecars: sidecarsWith(plan.sidecars, plan.fronted && listens ? first.name : undefined),
    init: Object.fromEntries(Object.entries(plan.init).map(([name, each]) => [`${name}-i`, each])),
    health: { ...plan.timing, ...plan.checks, readiness: listens ? plan.asks(first.name) : exec(["ready"]) },
    ports: listens ? { ...Object.fromEntries(ports), ...plan.network.udp } : undefined,
    ...(listens ? listeningFields(plan.network, first.name) : {}),
    ...(plan.shape === "cron" ? { schedule: { cron: plan.cron } } : { jobs: plan.jobs, ...plan.workload }),
    ...(plan.patched ? { patch: patchOf(plan) } : {}),
    ...(plan.open && listens && route !== undefined ? openFields(plan.network, route.name) : {}),
    ...(plan.extra ? { manifests: () => [cache] } : {}),
  };
}

const instancesOf = (plan: ServicePlan): Fields =>
  hasScale(plan) ? { instances: plan.instances } : withoutScale({ instances: plan.instances });

const hasScale = ({ shape, workload }: ServicePlan): boolean => shape !== "cron" && workload["daemon"] === undefined;

const patchOf = ({ shape, workload }: ServicePlan) => {
  if (shape === "cron") return { CronJob: annotate, Application: annotate };
  if (workload["daemon"] !== undefined) return { DaemonSet: annotate };
  return { [workload["stateful"] === undefined ? "Deployment" : "StatefulSet"]: annotate, PodDisruptionBudget: () => null };
};

function annotate(draft: { metadata: { annotations?: Record<string, string> } }): void {
  draft.metadata.annotations = { ...draft.metadata.annotations, note: "patched: yes" };
}

/** Returns all services except some that no other service depends on, and at least one. */
function runningOn(plans: readonly ServicePlan[], without: readonly number[]): readonly number[] {
  const running = new Set(plans.keys());
  for (const each of without) running.delete(each % plans.length);
  if (running.size === 0) return [...plans.keys()];
  // The loop also visits the entries that it adds to the set.
  for (const index of running) {
    for (const plan of plans.slice(index, index + 1)) {
      for (const other of [...(plan.network.optional ? [] : calleesOf(plan, plans)), ...ownersOf(plan, plans)]) running.add(other);
    }
  }
  return [...running];
}

function stackFields(plan: StackPlan, index: number, plans: readonly StackPlan[], runs: readonly (readonly TestServiceFile[])[]): Fields {
  const mine = runs[index] ?? [];
  const overrides = new Map(plan.overrides.map(([each, input]) => [mine[each % mine.length]?.service, input]));
  const owner = plans.findIndex(({ tier }) => tier === plan.tier);
  const shared = plan.binds && owner < index ? mine.filter((file) => runs[owner]?.includes(file)) : [];
  const target = { stack: plans[owner]?.name ?? "", tier: plan.tier };
  const lends = !isProvided("redis", plans[owner]?.rest["providers"], runs[owner] ?? []);
  return {
    ...plan.rest,
    tier: plan.tier,
    project: `project-${plan.tier}`,
    cluster: plan.shared ? "shared" : `own-${index}`,
    namespace: `place-${index}`,
    apiServer: "10.0.0.2/32",
    privateRange: `10.${index}.0.0/16`,
    domain: `${plan.name}.example.com`,
    services: mine.map(({ service }) => service),
    podSecurity: mine.some(({ service }) => service.input.daemon !== undefined) ? "privileged" : "restricted",
    overrides: [...overrides].flatMap(([service, input]) =>
      service === undefined ? [] : [override(service, mayScale(service.input) ? input : withoutScale(input))],
    ),
    bindings: lends ? redisBindings(shared, target) : [],
    providers: possibleProviders(plan.rest["providers"], mine),
  };
}
