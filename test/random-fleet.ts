import * as fc from "fast-check";
import type { Tier } from "../lib/model/tier.ts";
import type { Lock, LockEntry } from "../lib/resolve/lock.ts";
import { otherChecks, readiness, timing } from "./random-health.ts";
import { randomDefaults } from "./random-defaults.ts";
import { podFields } from "./random-pod.ts";
import { releaseId } from "../lib/releases/release-id.ts";
import { exec, outside, unset } from "../lib/index.ts";
import { type Fleet, servicesIn } from "../lib/model/fleet.ts";
import { callsOf, listeningFields, network, serviceNetwork } from "./random-network.ts";
import { anyImage, ENVOY, partEnv, sidecarsWith } from "./random-sidecars.ts";
import { type Fields, fleetOf, serviceFile, stackFile, type TestServiceFile } from "./fleets.ts";
import { byName, command, files, layer, named, partName, priority, resources, shared, some, whole, words } from "./random-fields.ts";
import { variables } from "./random-texts.ts";
import { randomNeed } from "./random-needs.ts";
import { separateNodes, takesNodePorts } from "./random-nodes.ts";
import { mayOpen, randomShape, refusedFields, withHostPort, withoutFields } from "./random-shapes.ts";
import { ownersOf, referringNeeds } from "./random-references.ts";
import { publicOf, routes } from "./random-routes.ts";
import { randomScale } from "./random-scale.ts";
import { annotate, stackFields, stackPlan } from "./random-stack.ts";

/** A fleet that the rules accept, with a lock for each of its stacks. */
export interface RandomFleet {
  readonly fleet: Fleet;
  readonly locks: ReadonlyMap<string, Lock>;
  /** Formats the fleet for fast-check's report. */
  readonly [fc.toStringMethod]: () => string;
}

type Drawn<A> = A extends fc.Arbitrary<infer T> ? T : never;

// Only digits follow a dash in a service's name, and the names of its parts begin with a letter. So `<stack>-<service>`,
// `<service>-<job>` and `<service>-<need>` never collide. Some names are words with a meaning in YAML or JavaScript.
const ODD_NAMES = ["no", "y", "null", "true", "e2", "api", "app", "constructor", "length", "then"];
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);

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
  init: byName(fc.record({ command, args: words, image: anyImage, env: partEnv }, { requiredKeys: ["command"] })),
  sidecars: byName(fc.record({ command, args: words, image: anyImage, env: variables, resources }, { requiredKeys: ["command"] })),
  fronted: fc.boolean(),
  computed: fc.boolean(),
  mounted: fc.boolean(),
  instances: fc.option(fc.dictionary(partName, layer, { minKeys: 1, maxKeys: 2, noNullPrototype: true }), { nil: undefined }),
  open: fc.boolean(),
  routes,
  rerouted: fc.option(fc.constantFrom("latest", "staging", "prod")),
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

const tag = fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,12}[a-z0-9]$/);

/** Generates fleets of up to five services on up to four stacks, with every shape and feature. */
export const randomFleet: fc.Arbitrary<RandomFleet> = fc
  .record({
    plans: fc.uniqueArray(servicePlan, { minLength: 1, maxLength: 5, selector: ({ name }) => name }),
    stackPlans: fc.uniqueArray(stackPlan, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
    defaults: randomDefaults(shared),
    tier: fc.constantFrom<Tier>("latest", "staging", "prod"),
    imageDigest: digest,
    entry: fc.oneof(
      fc.record({ tag, digest }),
      fc.record({ tag, digest, build: fc.nat() }).map(({ build, ...image }) => ({ ...image, release: releaseId(build, image.digest) })),
    ),
  })
  .map(({ plans, stackPlans, defaults, tier, entry, imageDigest }) => {
    const services: TestServiceFile[] = [];
    for (const plan of plans) services.push(serviceFile(plan.name, fieldsOf(plan, plans, services)));
    const runs = stackPlans.map(({ without }) => runningOn(plans, without).flatMap((index) => services[index] ?? []));
    const stacks = stackPlans.map((plan, index) => stackFile(plan.name, stackFields(plan, index, stackPlans, runs)));
    const lock: Lock = new Map([
      ...services.flatMap(servicesIn).map(({ service: { name } }): [string, LockEntry] => [name, entry]),
      [ENVOY.image.name, { tag: "v9", digest: imageDigest }],
    ]);
    const locks = new Map(stacks.map(({ stack }) => [stack.name, lock]));
    const { config, ...specs } = fleetOf({ services, images: [ENVOY], stacks });
    const given = defaults(services, tier);
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
  const web = plan.ports.find(({ protocol }) => protocol === "http");
  const callees = calleesOf(plan, plans);
  const needs = { ...plan.needs, ...referringNeeds(plan, plans) };
  const isCalled = plans.some((other) => calleesOf(other, plans).some((index) => plans[index] === plan));
  const workload = withHostPort(plan.workload, listens ? first.name : undefined);
  // Nothing refers to a service with instances by its name, and two instances cannot take one port of a node.
  const instances = isCalled || Object.keys(needs).length > 0 || plan.extra || takesNodePorts(workload) ? undefined : plan.instances;
  const ports = plan.ports.map(({ name, number, protocol }, index) => {
    return [name, { port: number, protocol, ...(index === 0 ? {} : { servicePort: 100 + index }) }] as const;
  });
  const cache = { apiVersion: "example.com/v1", kind: "Cache", metadata: { name: `${plan.name}-cache` }, spec: { a: [[], {}, ["x"]] } };
  const fields: Fields = {
    ...plan.rest,
    ...rerouted(plan, plans[callees[0] ?? -1]?.name),
    ...plan.pod,
    ...separateNodes(plan.name, plan.shape === "cron" ? {} : plan.workload),
    needs,
    calls: () => callsOf(plan.network, new Map(callees.map((to) => [services[to], plans[to]?.ports[0]?.name ?? ""]))),
    ...(plan.computed ? computedProgram : {}),
    env: ({ calls, needs: bound, stack }: Readonly<Record<"calls" | "needs" | "stack", Readonly<Record<string, unknown>>>>) => ({
      ...plan.env,
      ...(plan.computed ? { STACK: JSON.stringify({ ...stack }) } : {}),
      ...Object.fromEntries(callees.map((to) => [`CALL_${to}`, JSON.stringify(calls[`c-${plans[to]?.name}`] ?? null)])),
      ...Object.fromEntries(Object.keys(needs).map((name, index) => [`NEED_${index}`, JSON.stringify(bound[name])])),
    }),
    ...(instances === undefined ? {} : { instances }),
    sidecars: sidecarsWith(withMounts(plan.sidecars, plan), plan.fronted && listens ? first.name : undefined),
    init: Object.fromEntries(
      Object.entries(withMounts(plan.init, plan)).map(([name, each]) => [`${name}-i`, { ...each, needs: Object.keys(needs) }]),
    ),
    health: { ...plan.timing, ...plan.checks, readiness: listens ? plan.asks(first.name, first.protocol) : exec(["ready"]) },
    ports: listens ? { ...Object.fromEntries(ports), ...plan.network.udp } : undefined,
    ...(listens ? listeningFields(plan.network, first.name, { port: first.number, protocol: first.protocol }) : {}),
    ...(plan.shape === "cron" ? { schedule: { cron: plan.cron } } : { jobs: plan.jobs, ...workload }),
    ...(plan.patched ? { patch: patchOf(plan) } : {}),
    ...(plan.open && listens ? publicOf(plan.routes, plan.name, plan.ports, instances !== undefined) : {}),
    ...(plan.open && listens && web !== undefined ? { metrics: { port: web.name } } : {}),
    ...(plan.extra ? { manifests: () => [cache] } : {}),
  };
  return withoutFields(fields, refusedFields(fields));
}

/** The functions of a program that depends on its stack and its release. */
const computedProgram = {
  command: ({ stack, image }: Readonly<Record<"image" | "stack", Readonly<Record<string, string>>>>) => [
    "run",
    stack["name"],
    image["tag"],
  ],
  args: ({ stack }: { readonly stack: Readonly<Record<string, string>> }) => ["--tier", stack["tier"], "--region", stack["region"], "no"],
};

/** Lets containers mount each volume of the service at another path, or not at all. */
function withMounts<P extends object>(parts: Readonly<Record<string, P>>, { pod, mounted, shape, workload }: ServicePlan) {
  const volumes = Object.keys((pod["volumes"] as Fields | undefined) ?? {});
  if (!mounted || shape !== "api" || workload["daemon"] !== undefined) return parts;
  const mounts = volumes.map((name, index) => [name, index % 2 === 0 ? { path: `/own/${name}`, readOnly: true } : unset] as const);
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, { ...part, volumes: Object.fromEntries(mounts) }]));
}

/** Lets a tier call another host in the place of a service. */
function rerouted({ rerouted: tier, rest }: ServicePlan, callee: string | undefined): Fields {
  if (tier === null || callee === undefined) return {};
  const { tiers = {} } = rest as { readonly tiers?: Readonly<Record<string, Fields>> };
  return { tiers: { ...tiers, [tier]: { ...tiers[tier], calls: () => ({ [`c-${callee}`]: outside("no.example.com", 443) }) } } };
}

const patchOf = ({ shape, workload }: ServicePlan) => {
  if (shape === "cron") return { CronJob: annotate, Application: annotate };
  if (workload["daemon"] !== undefined) return { DaemonSet: annotate };
  return { [workload["stateful"] === undefined ? "Deployment" : "StatefulSet"]: annotate, PodDisruptionBudget: () => null };
};

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
