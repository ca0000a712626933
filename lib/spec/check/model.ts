import { DEFAULTS } from "../defaults.ts";
import { type EffectiveService, effectiveService } from "../effective.ts";
import { type Fleet, servicesOf, type StackFile } from "../fleet.ts";
import { hasOverride } from "../layers.ts";
import type { Call, Model, StackModel } from "../model.ts";
import { type Problem, uniqueProblems } from "../problem.ts";
import { SERVICE_RULES } from "../rules/registry.ts";
import { checkShape } from "../schema/check.ts";
import { configSchema } from "../schema/stack.ts";
import { checkBindings } from "./bindings.ts";
import { checkCalls } from "./calls.ts";
import { checkPlacement } from "./placement.ts";
import { reporterFor, reporterOf } from "./reporters.ts";
import { type CheckedService, checkServices } from "./services.ts";
import { checkStacks, foreignNames } from "./stacks.ts";

export interface CheckedModel {
  readonly model: Model;
  /** Empty where the fleet is sound; only then may anything be compiled. */
  readonly problems: readonly Problem[];
}

/** Applies every rule to the fleet. `only` narrows the stacks that are looked into; services are always all checked. */
export function checkFleet(fleet: Fleet, only?: readonly string[]): CheckedModel {
  const problems: Problem[] = [];
  checkShape(configSchema, fleet.config, reporterFor(problems, "fairlead.config.ts"));
  const services = checkServices(fleet.services, problems);
  const stacks = checkStacks(fleet, problems);
  const variants = new Map<string, EffectiveService>();
  const models: StackModel[] = [];
  for (const on of stacks) {
    if (only !== undefined && !only.includes(on.stack.name)) continue;
    models.push(stackModel(fleet, on, stacks, services, variants, problems));
  }
  const { name, repository } = fleet.config;
  return {
    model: { config: { name, url: repository?.url, branch: repository?.branch ?? DEFAULTS.branch }, stacks: models },
    problems: uniqueProblems(problems),
  };
}

function stackModel(
  fleet: Fleet,
  on: StackFile,
  stacks: readonly StackFile[],
  checked: ReadonlyMap<string, CheckedService>,
  variants: Map<string, EffectiveService>,
  problems: Problem[],
): StackModel {
  const { stack, file } = on;
  const running = servicesOf(stack, fleet.services).filter(({ service }) => checked.has(service.name));
  const services = running.map((service) => {
    if (hasOverride(service, on)) return checkedVariant(effectiveService(service, on), on, problems);
    const key = `${stack.tier}/${service.service.name}`;
    let known = variants.get(key);
    if (known === undefined) {
      known = checkedVariant(effectiveService(service, on), on, problems);
      variants.set(key, known);
    }
    return known;
  });
  const byName = new Map(services.map((service) => [service.name, service]));
  const calls = new Map<string, readonly Call[]>();
  for (const service of services) {
    calls.set(service.name, checkCalls(service, checked, byName, on, reporterOf(service, problems)));
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
    bindings: checkBindings(on, stacks, byName, reporterFor(problems, file)),
    foreign: foreignNames(stack, fleet.stacks.filter((other) => stacks.includes(other) || other === on)),
  };
  checkPlacement(model, problems);
  return model;
}

function checkedVariant(service: EffectiveService, on: StackFile, problems: Problem[]): EffectiveService {
  const report = reporterOf(service, problems);
  for (const rule of SERVICE_RULES) rule(service, report, on.stack.tier);
  return service;
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
