import type { Config } from "../config.ts";
import { DEFAULTS } from "../defaults.ts";
import { type EffectiveService, effectiveService } from "../effective.ts";
import { type Fleet, servicesOf, type StackFile } from "../fleet.ts";
import { hasOverride } from "../layers.ts";
import type { Call, Model, StackModel } from "../model.ts";
import { type Problem, type Report, uniqueProblems } from "../../base/problem.ts";
import { SERVICE_RULES } from "../rules/registry.ts";
import { checkShape } from "../../base/shape/check-shape.ts";
import { configSchema } from "../schema/stack.ts";
import { checkBindings } from "./bindings.ts";
import { checkCalls, checkCallsAlone } from "./calls.ts";
import { checkConfigValues } from "../rules/config.ts";
import { checkHosts, checkInstances, checkPlacement } from "./placement.ts";
import { reporterFor, reporterOf } from "./reporters.ts";
import { type CheckedService, checkServices } from "./services.ts";
import { type CheckedStack, checkStacks, foreignNames } from "./stacks.ts";

export interface CheckedModel {
  readonly model: Model;
  /** Empty where the fleet is sound; only then may what is compiled be written. */
  readonly problems: readonly Problem[];
}

/** Applies every rule to the fleet. `only` narrows the stacks that are looked into; services are always all checked. */
export function checkFleet(fleet: Fleet, only?: readonly string[]): CheckedModel {
  const problems: Problem[] = [];
  const config = reporterFor(problems, "fairlead.config.ts");
  if (checkShape(configSchema, fleet.config, config)) checkConfigValues(fleet.config, config);
  const run: Run = {
    fleet,
    problems,
    services: checkServices(fleet.services, problems),
    stacks: checkStacks(fleet, problems),
    declared: new Set(fleet.services.map(({ service }) => service.name)),
    variants: new Map(),
  };
  const wanted = run.stacks.filter(({ on }) => only === undefined || only.includes(on.stack.name));
  const stacks = wanted.map((stack) => stackModel(run, stack));
  checkInstances(stacks, problems);
  checkHosts(stacks, problems);
  checkOthers(run, new Set(stacks.flatMap(({ services }) => services.map(({ name }) => name))));
  return { model: { config: configOf(fleet), stacks }, problems: uniqueProblems(problems) };
}

/** What one pass over the fleet shares. */
interface Run {
  readonly fleet: Fleet;
  readonly problems: Problem[];
  readonly services: ReadonlyMap<string, CheckedService>;
  readonly stacks: readonly CheckedStack[];
  /** The names of all services, those with problems too. */
  readonly declared: ReadonlySet<string>;
  /** Tier and service -> the service as every stack of the tier without an override has it. */
  readonly variants: Map<string, EffectiveService>;
}

function stackModel(run: Run, checkedStack: CheckedStack): StackModel {
  const { on } = checkedStack;
  const { stack, file } = on;
  const services = servicesOf(stack, run.fleet.services).flatMap((service) => {
    const checked = run.services.get(service.service.name);
    return checked?.service === service ? (variantOf(run, checked, checkedStack) ?? []) : [];
  });
  const byName = new Map(services.map((service) => [service.name, service]));
  const calls = new Map<string, readonly Call[]>();
  for (const service of services) {
    calls.set(service.name, checkCalls(service, run.services, run.declared, byName, on, reporterOf(service, run.problems)));
  }
  const { tier, region, project, cluster, namespace, channel, privateRange, domain, gateway, secretStore, quota, components } = stack.input;
  const model: StackModel = {
    name: stack.name,
    file,
    tier,
    region,
    project,
    cluster,
    namespace,
    channel: channel ?? DEFAULTS.channel,
    privateRange,
    domain,
    gateway: gateway ?? DEFAULTS.gateway,
    secretStore: secretStore ?? DEFAULTS.secretStore,
    quota,
    services,
    components: Object.keys(components ?? {}).sort(),
    calls,
    callers: callersOf(services, calls),
    bindings: checkBindings(
      on,
      run.stacks.map((other) => other.on.stack),
      run.fleet.services,
      byName,
      reporterFor(run.problems, file),
    ),
    foreign: foreignNames(
      stack,
      run.stacks.map((other) => other.on),
    ),
  };
  checkPlacement(model, run.problems);
  return model;
}

/** A service as it runs on a stack, held against the rules once. Undefined where its shape is too broken to tell. */
function variantOf(run: Run, checked: CheckedService, { on, broken }: CheckedStack): EffectiveService | undefined {
  const { service } = checked.service;
  if (broken.has(service)) return variantOf(run, checked, { on: withoutOverrides(on), broken: new Set() });
  if (hasOverride(checked.service, on)) return heldAgainstRules(run, checked, on);
  const key = `${on.stack.tier}/${checked.service.service.name}`;
  const known = run.variants.get(key) ?? heldAgainstRules(run, checked, on);
  if (known !== undefined) run.variants.set(key, known);
  return known;
}

function heldAgainstRules({ problems }: Run, { service, misshapen }: CheckedService, on: StackFile): EffectiveService | undefined {
  try {
    const effective = effectiveService(service, on);
    const report = reporterOf(effective, problems);
    // What is checked by default follows from the ports.
    const hidden = misshapen.some((path) => /^ports(?:\.|$)/.test(path)) ? [...misshapen, "health", "public"] : misshapen;
    const known = (path: string): boolean =>
      hidden.some((other) => `${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`));
    const unlessKnown: Report = (path, message, hint) => {
      if (!known(path)) report(path, message, hint);
    };
    for (const rule of SERVICE_RULES) rule(effective, unlessKnown, on.stack.tier);
    // What is made from a need follows from its kind, so a need of no kind stops here.
    return misshapen.some((path) => path === "needs" || path.startsWith("needs.")) ? undefined : effective;
  } catch (error) {
    // Rules may rely on shapes; where a shape is wrong, that has been said.
    if (misshapen.length > 0) return undefined;
    throw error;
  }
}

const withoutOverrides = ({ file, stack }: StackFile): StackFile => ({
  file,
  stack: { ...stack, input: { ...stack.input, overrides: [] } },
});

/** The services that no stack of the run has shown: each as the first stack that runs it has it, or on its own. */
function checkOthers(run: Run, seen: ReadonlySet<string>): void {
  for (const [name, checked] of run.services) {
    if (seen.has(name)) continue;
    const home = run.stacks.find(({ on }) => servicesOf(on.stack, run.fleet.services).includes(checked.service));
    if (home !== undefined) {
      variantOf(run, checked, home);
      continue;
    }
    const alone = heldAgainstRules(run, checked, NOWHERE);
    if (alone !== undefined) checkCallsAlone(alone, run.services, reporterOf(alone, run.problems));
  }
}

/** A stack of the gentlest tier that sets nothing. */
const NOWHERE: StackFile = {
  file: "",
  stack: {
    kind: "stack",
    name: "",
    tier: "latest",
    input: { tier: "latest", region: "", project: "", cluster: "", namespace: "", services: [] },
  },
};

function configOf(fleet: Fleet): Model["config"] {
  // A config of the wrong shape has been reported; what is made of it is never written.
  const config: Partial<Config> | null = fleet.config;
  const { url = "", branch = DEFAULTS.branch } = config?.repository ?? {};
  return { name: config?.name ?? "", url, branch };
}

function callersOf(
  services: readonly EffectiveService[],
  calls: ReadonlyMap<string, readonly Call[]>,
): Map<string, Map<string, EffectiveService[]>> {
  const callers = new Map<string, Map<string, EffectiveService[]>>();
  for (const caller of services) {
    for (const { service, port } of calls.get(caller.name) ?? []) {
      const ports = callers.get(service) ?? new Map<string, EffectiveService[]>();
      callers.set(service, ports);
      const list = ports.get(port) ?? [];
      ports.set(port, list);
      if (!list.includes(caller)) list.push(caller);
    }
  }
  return callers;
}
