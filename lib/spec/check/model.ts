import { DEFAULTS } from "../defaults.ts";
import { type EffectiveService, effectiveService } from "../effective.ts";
import { type Fleet, servicesOf, type StackFile } from "../fleet.ts";
import { hasOverride } from "../layers.ts";
import type { Call, Model, StackModel } from "../model.ts";
import { type Problem, type Report, uniqueProblems } from "../problem.ts";
import { SERVICE_RULES } from "../rules/registry.ts";
import { checkShape } from "../schema/check.ts";
import { configSchema } from "../schema/stack.ts";
import type { Tier } from "../tier.ts";
import { checkBindings } from "./bindings.ts";
import { checkCalls } from "./calls.ts";
import { checkPlacement } from "./placement.ts";
import { reporterFor, reporterOf } from "./reporters.ts";
import { type CheckedService, checkServices } from "./services.ts";
import { checkStacks, foreignNames } from "./stacks.ts";

export interface CheckedModel {
  readonly model: Model;
  /** Empty where the fleet is sound; only then may what is compiled be written. */
  readonly problems: readonly Problem[];
}

/** Applies every rule to the fleet. `only` narrows the stacks that are looked into; services are always all checked. */
export function checkFleet(fleet: Fleet, only?: readonly string[]): CheckedModel {
  const problems: Problem[] = [];
  checkShape(configSchema, fleet.config, reporterFor(problems, "fairlead.config.ts"));
  const run: Run = {
    fleet,
    problems,
    services: checkServices(fleet.services, problems),
    stacks: checkStacks(fleet, problems),
    variants: new Map(),
  };
  const wanted = run.stacks.filter(({ stack }) => only === undefined || only.includes(stack.name));
  const stacks = wanted.map((on) => stackModel(run, on));
  checkUnused(run);
  const { name, repository } = fleet.config;
  return {
    model: { config: { name, url: repository?.url, branch: repository?.branch ?? DEFAULTS.branch }, stacks },
    problems: uniqueProblems(problems),
  };
}

/** What one pass over the fleet shares. */
interface Run {
  readonly fleet: Fleet;
  readonly problems: Problem[];
  readonly services: ReadonlyMap<string, CheckedService>;
  readonly stacks: readonly StackFile[];
  /** Tier and service -> the service as every stack of the tier without an override has it. */
  readonly variants: Map<string, EffectiveService>;
}

function stackModel(run: Run, on: StackFile): StackModel {
  const { stack, file } = on;
  const services = servicesOf(stack, run.fleet.services).flatMap((service) => {
    const checked = run.services.get(service.service.name);
    return checked?.service === service ? (variantOf(run, checked, on) ?? []) : [];
  });
  const byName = new Map(services.map((service) => [service.name, service]));
  const declared = new Set(run.fleet.services.map(({ service }) => service.name));
  const calls = new Map<string, readonly Call[]>();
  for (const service of services) {
    calls.set(service.name, checkCalls(service, run.services, declared, byName, on, reporterOf(service, run.problems)));
  }
  const { tier, region, project, cluster, namespace, privateRange, domain, gateway, secretStore, quota } = stack.input;
  const model: StackModel = {
    name: stack.name,
    file,
    tier,
    region,
    project,
    cluster,
    namespace,
    privateRange,
    domain,
    gateway: gateway ?? DEFAULTS.gateway,
    secretStore: secretStore ?? DEFAULTS.secretStore,
    quota,
    services,
    calls,
    callers: callersOf(services, calls),
    bindings: checkBindings(on, run.stacks, byName, reporterFor(run.problems, file)),
    foreign: foreignNames(stack, run.stacks),
  };
  checkPlacement(model, run.problems);
  return model;
}

/** A service as it runs on a stack, held against the rules once. Undefined where its shape is too broken to tell. */
function variantOf(run: Run, checked: CheckedService, on: StackFile): EffectiveService | undefined {
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
    const known = (path: string): boolean =>
      misshapen.some((other) => `${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`));
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

/** A service that no sound stack runs is held against the rules of the gentlest tier all the same. */
function checkUnused(run: Run): void {
  const seen = new Set([...run.variants.keys()].map((key) => key.split("/")[1]));
  const tier: Tier = "latest";
  const nowhere = {
    file: "",
    stack: { kind: "stack", name: "", tier, input: { tier, region: "", project: "", cluster: "", namespace: "", services: [] } },
  } as const;
  for (const [name, checked] of run.services) if (!seen.has(name)) heldAgainstRules(run, checked, nowhere);
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
