import * as fc from "fast-check";
import type { Lock, LockEntry } from "../lib/compile/lock.ts";
import { bind, bucket, exec, grpc, http, override, postgres, redis, secret, subscription, tcp, topic } from "../lib/index.ts";
import type { Fleet } from "../lib/spec/fleet.ts";
import { nameProblem } from "../lib/spec/names.ts";
import type { Needs } from "../lib/spec/needs/registry.ts";
import { type Fields, fleetOf, stackFile, serviceFile, type TestServiceFile } from "./fleets.ts";

/** A fleet that the rules accept, with a lock for each of its stacks. */
export interface RandomFleet {
  readonly fleet: Fleet;
  readonly locks: ReadonlyMap<string, Lock>;
}

// A name ends in digits behind a dash if it has one at all, and the names of parts begin with a letter: so `<stack>-<service>`,
// `<service>-<job>` and `<service>-<need>` never collide. Words that YAML or JavaScript read in another way are names like others.
const ODD_NAMES = ["no", "y", "null", "true", "e2", "api", "app", "constructor", "length", "then"];
const serviceName = fc
  .oneof(fc.constantFrom(...ODD_NAMES), fc.stringMatching(/^[a-z][a-z0-9]{0,6}(?:-[0-9]{1,2})?$/))
  .filter((name) => nameProblem(name) === undefined);
const partName = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
const byName = <T>(value: fc.Arbitrary<T>, maxKeys = 2) => fc.dictionary(partName, value, { maxKeys, noNullPrototype: true });
const often = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined, freq: 1 });

const ODD_TEXTS = [
  "",
  "no",
  "1e3",
  "12e4567",
  "0o17",
  "~",
  "a: b",
  " x ",
  "a\nb\n",
  "---",
  "# a",
  "<<",
  "\u2028",
  "😀",
  "'",
  '"',
  "- a",
  "2001-01-01",
];
const text = fc.oneof(fc.constantFrom(...ODD_TEXTS), fc.string({ maxLength: 12 }), fc.string({ unit: "binary", maxLength: 6 }));
const value = fc.oneof(text, fc.integer(), fc.boolean()).filter((each) => !String(each).includes("\0"));
const variables = fc.dictionary(
  fc.stringMatching(/^[A-Z_][A-Z0-9_]{0,6}$/).filter((name) => !/TOKEN|KEY|SECRET|BEARER/.test(name)),
  value,
  { maxKeys: 4, noNullPrototype: true },
);
const files = fc.dictionary(fc.stringMatching(/^\/etc\/[a-z]{1,4}\/[a-z.]{0,3}[a-z]$/), text, { maxKeys: 2, noNullPrototype: true });
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`);

/** A request, and a limit that is not below it. */
const amount = (unit: string) =>
  fc.tuple(fc.integer({ min: 1, max: 4000 }), fc.nat(4000)).map(([least, more]) => [`${least}${unit}`, `${least + more}${unit}`] as const);
const resources = fc.record({ cpu: often(amount("m")), memory: often(amount("Mi")), storage: often(amount("Mi")) }).map((amounts) => {
  const pick = (side: 0 | 1) =>
    Object.fromEntries(Object.entries(amounts).flatMap(([kind, pair]) => (pair === undefined ? [] : [[kind, pair[side]]])));
  return { ...pick(0), limits: pick(1) };
});
const words = fc.array(
  text.filter((each) => !each.includes("\0")),
  { maxLength: 2 },
);
const command = words.map((rest) => ["run", ...rest]);
const probeNumbers = fc.record(
  { startupSeconds: fc.integer({ min: 1, max: 600 }), periodSeconds: fc.integer({ min: 1, max: 60 }) },
  { requiredKeys: [] },
);
const percent = fc.integer({ min: 1, max: 100 });
const priority = fc.constantFrom("high", "normal", "low");

/** What a tier or a stack sets; it fits over any service. */
const layer = fc.record(
  {
    scale: fc.record({ min: fc.integer({ min: 3, max: 6 }), max: fc.integer({ min: 20, max: 99 }) }, { requiredKeys: [] }),
    resources,
    env: variables,
    health: probeNumbers,
    args: words,
    files,
    priority,
  },
  { requiredKeys: [] },
);

const need = fc.oneof(
  fc.integer({ min: 1, max: 300 }).map((memoryGb) => redis({ memoryGb })),
  fc.integer({ min: 10, max: 99 }).map((storageGb) => postgres({ storageGb })),
  fc.boolean().map((versioning) => bucket({ versioning })),
  fc.constant(topic()),
  fc
    .uniqueArray(fc.stringMatching(/^[a-z]{1,5}$/), { minLength: 1, maxLength: 2 })
    .map(([first = "a", ...keys]) => secret({ keys: [first, ...keys] })),
);
const port = fc.record({
  number: fc.integer({ min: 1025, max: 65_535 }),
  protocol: fc.constantFrom("http", "grpc", "tcp"),
  name: partName,
});

const servicePlan = fc.record({
  name: serviceName,
  shape: fc.constantFrom("api", "api", "api", "worker", "cron"),
  ports: fc.uniqueArray(port, { minLength: 1, maxLength: 3, comparator: (a, b) => a.number === b.number || a.name === b.name }),
  needs: byName(need),
  subscribes: fc.boolean(),
  callees: fc.array(fc.nat(99), { maxLength: 4 }),
  asks: fc.constantFrom("http", "grpc", "tcp", "exec", undefined),
  health: probeNumbers,
  env: variables,
  cron: fc.constantFrom("0 3 * * *", "*/5 * * * 1-5", "0 0 1 jan ?"),
  jobs: byName(fc.record({ command, resources, retries: fc.nat(3) }, { requiredKeys: ["command"] })),
  init: byName(
    fc.record({ command, args: words, image: digest.map((hash) => `registry.example.com/tools@${hash}`) }, { requiredKeys: ["command"] }),
  ),
  open: fc.boolean(),
  extra: fc.boolean(),
  patched: fc.boolean(),
  rest: fc.record(
    {
      resources,
      files,
      priority,
      args: words,
      command,
      graceSeconds: fc.integer({ min: 11, max: 3600 }),
      component: fc.constantFrom("web", "no", "1.0"),
      partOf: partName,
      scale: fc.record(
        { min: fc.integer({ min: 2, max: 6 }), max: fc.integer({ min: 8, max: 19 }), cpuPercent: percent, memoryPercent: percent },
        { requiredKeys: [] },
      ),
      tiers: fc.record({ latest: layer, staging: layer, prod: layer }, { requiredKeys: [] }),
      owner: fc.constantFrom("a@example.com", "no@example.com", "team.one@example.com"),
    },
    { requiredKeys: [] },
  ),
});
type ServicePlan = typeof servicePlan extends fc.Arbitrary<infer T> ? T : never;

const stackPlan = fc.record({
  name: fc.stringMatching(/^[a-z][a-z0-9]{0,5}(?:-[0-9])?$/).filter((name) => nameProblem(name) === undefined),
  tier: fc.constantFrom("latest", "staging", "prod"),
  shared: fc.boolean(),
  without: fc.array(fc.nat(99), { maxLength: 2 }),
  overrides: fc.array(fc.tuple(fc.nat(99), layer), { maxLength: 2 }),
  binds: fc.boolean(),
  rest: fc.record(
    {
      gateway: fc.constant({ name: "edge", namespace: "ingress" }),
      secretStore: partName,
      quota: fc.constant({ pods: 9999, memory: "1000Ti" }),
    },
    { requiredKeys: [] },
  ),
});
type StackPlan = typeof stackPlan extends fc.Arbitrary<infer T> ? T : never;

/** Fleets of up to five services on up to four stacks, of every shape and with every feature. */
export const randomFleet: fc.Arbitrary<RandomFleet> = fc
  .record({
    services: fc.uniqueArray(servicePlan, { minLength: 1, maxLength: 5, selector: ({ name }) => name }),
    stacks: fc.uniqueArray(stackPlan, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
    entry: fc.record(
      { tag: fc.stringMatching(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,12}[a-z0-9]$/), digest, release: partName },
      { requiredKeys: ["tag", "digest"] },
    ),
  })
  .map(({ services: plans, stacks: stackPlans, entry }) => {
    const services = plans.map((plan): TestServiceFile =>
      serviceFile(
        plan.name,
        fieldsOf(plan, plans, (index) => services[index]),
      ),
    );
    const runs = stackPlans.map(({ without }) => runningOn(plans, without));
    const stacks = stackPlans.map((plan, index) => stackFile(plan.name, stackFields(plan, index, services, stackPlans, runs)));
    const lock: Lock = new Map(services.map(({ service }): readonly [string, LockEntry] => [service.name, entry]));
    return { fleet: fleetOf({ services, stacks }), locks: new Map(stacks.map(({ stack }) => [stack.name, lock])) };
  });

const calleesOf = (plan: ServicePlan, plans: readonly ServicePlan[]): readonly number[] => {
  const open = plans.flatMap(({ shape }, index) => (shape === "api" ? [index] : []));
  return open.length === 0 ? [] : [...new Set(plan.callees.map((each) => open[each % open.length] ?? 0))];
};
const topicOf = ({ needs }: ServicePlan): string | undefined => Object.keys(needs).find((name) => needs[name]?.kind === "topic");
const publisherOf = (plan: ServicePlan, plans: readonly ServicePlan[]): number =>
  plan.subscribes ? plans.findIndex((other) => topicOf(other) !== undefined) : -1;

function fieldsOf(plan: ServicePlan, plans: readonly ServicePlan[], serviceAt: (index: number) => TestServiceFile | undefined): Fields {
  const [first] = plan.ports;
  const listens = plan.shape === "api" && first !== undefined;
  const callees = calleesOf(plan, plans);
  const publisher = publisherOf(plan, plans);
  const topicName = plans[publisher] === undefined ? undefined : topicOf(plans[publisher]);
  const inbox =
    topicName === undefined
      ? {}
      : { subscribed: subscription({ topic: () => ({ service: plans[publisher]?.name ?? "", need: topicName, spec: topic() }) }) };
  const needs: Needs = { ...plan.needs, ...inbox };
  const ports = plan.ports.map(({ name, number, protocol }, index) => [
    name,
    { port: number, protocol, ...(index === 0 ? {} : { servicePort: 100 + index }) },
  ]);
  const route = plan.ports.find(({ protocol }) => protocol === "http")?.name;
  const ask = {
    http: http(first?.name ?? "", { path: "/ready" }),
    grpc: grpc(first?.name ?? ""),
    tcp: tcp(first?.name ?? ""),
    exec: exec(["ready"]),
  };
  const readiness = listens ? ask[plan.asks ?? first.protocol] : ask.exec;
  const calls = (): Record<string, unknown> =>
    Object.fromEntries(callees.map((index) => [`c${index}`, serviceAt(index)?.service.endpoint(plans[index]?.ports[0]?.name ?? "")]));
  return {
    ...plan.rest,
    needs,
    calls,
    env: (context: Readonly<Record<"calls" | "needs", Readonly<Record<string, Readonly<Record<string, unknown>>>>>>) => ({
      ...plan.env,
      ...Object.fromEntries(callees.map((index) => [`CALL_${index}`, context.calls[`c${index}`]?.["address"]])),
      ...Object.fromEntries(Object.keys(needs).map((name) => [`NEED_${name}`, JSON.stringify(context.needs[name])])),
    }),
    init: Object.fromEntries(Object.entries(plan.init).map(([name, each]) => [`${name}-i`, each])),
    health: { ...plan.health, readiness, liveness: exec(["alive"]) },
    ports: listens ? Object.fromEntries(ports) : undefined,
    ...(plan.shape === "cron" ? { schedule: { cron: plan.cron } } : { jobs: plan.jobs }),
    ...(plan.open && listens && route !== undefined ? { public: { port: route } } : {}),
    ...(plan.patched ? { patch: { NetworkPolicy: annotate, Deployment: annotate } } : {}),
    ...(plan.extra
      ? {
          manifests: () => [
            { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: `${plan.name}-cache` }, spec: { a: [[], {}, ["x"]] } },
          ],
        }
      : {}),
  };
}

function annotate(draft: { metadata: { annotations?: Record<string, string> } }): void {
  draft.metadata.annotations = { ...draft.metadata.annotations, note: "patched: yes" };
}

/** All services but some that no other needs; never none. */
function runningOn(plans: readonly ServicePlan[], without: readonly number[]): ReadonlySet<number> {
  const running = new Set(plans.keys());
  for (const each of without) running.delete(each % plans.length);
  if (running.size === 0) return new Set(plans.keys());
  for (const index of running) {
    const plan = plans[index];
    if (plan === undefined) continue;
    const publisher = publisherOf(plan, plans);
    for (const other of [...calleesOf(plan, plans), ...(publisher === -1 ? [] : [publisher])]) running.add(other);
  }
  return running;
}

function stackFields(
  plan: StackPlan,
  index: number,
  services: readonly TestServiceFile[],
  stacks: readonly StackPlan[],
  runs: readonly ReadonlySet<number>[],
): Fields {
  const mine = [...(runs[index] ?? [])].flatMap((each) => services[each] ?? []);
  const overrides = new Map(
    plan.overrides.flatMap(([each, input]) =>
      mine
        .slice(each % mine.length)
        .slice(0, 1)
        .map(({ service }) => [service, input] as const),
    ),
  );
  const owner = stacks.findIndex(({ tier }) => tier === plan.tier);
  const shared = plan.binds && owner < index ? mine.filter((file) => [...(runs[owner] ?? [])].some((each) => services[each] === file)) : [];
  const bindings = shared.flatMap(({ service: { name, input } }) =>
    Object.entries(input.needs ?? {}).flatMap(([key, spec]) => {
      const ref = { service: name, need: key, spec };
      return spec.kind === "redis" ? [bind(ref, { kind: "shared", stack: stacks[owner]?.name ?? "", tier: plan.tier, need: ref })] : [];
    }),
  );
  return {
    ...plan.rest,
    tier: plan.tier,
    project: `project-${plan.tier}`,
    cluster: plan.shared ? "shared" : `own-${index}`,
    namespace: `place-${index}`,
    privateRange: `10.${index}.0.0/16`,
    domain: `${plan.name}.example.com`,
    services: mine.map(({ service }) => service),
    overrides: [...overrides].map(([service, input]) => override(service, input)),
    bindings,
  };
}
