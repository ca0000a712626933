import type { AnyStack } from "../stack.ts";
import type { Fleet, StackFile } from "../fleet.ts";
import { servicesOf } from "../fleet.ts";
import { dnsZone } from "../model.ts";
import type { Problem } from "../problem.ts";
import { checkStackName, checkStackValues } from "../rules/stack.ts";
import { checkShape } from "../schema/check.ts";
import { layerSchema } from "../schema/service.ts";
import { stackSchema } from "../schema/stack.ts";
import { reporterFor } from "./reporters.ts";

/** Names, shapes and values of the stacks, and that no two share a namespace; returns those that can be looked at further. */
export function checkStacks(fleet: Fleet, problems: Problem[]): readonly StackFile[] {
  const places = new Map<string, string>();
  const names = new Map<string, string>();
  return fleet.stacks.filter((on) => {
    const before = problems.length;
    const report = reporterFor(problems, on.file);
    checkStackName(on, report);
    if (!checkShape(stackSchema, on.stack.input, report)) return false;
    checkStackValues(on, report);
    const { cluster, namespace } = on.stack.input;
    const taken = names.get(on.stack.name);
    if (taken !== undefined) report("", `the name "${on.stack.name}" is taken by ${taken}`);
    names.set(on.stack.name, on.file);
    const place = `${cluster}/${namespace}`;
    const other = places.get(place);
    if (other !== undefined) report("namespace", `"${namespace}" on cluster "${cluster}" belongs to ${other}`);
    places.set(place, on.file);
    checkOverrides(fleet, on, problems);
    return problems.length === before;
  });
}

function checkOverrides(fleet: Fleet, on: StackFile, problems: Problem[]): void {
  const report = reporterFor(problems, on.file);
  const known = new Set(fleet.services.map(({ service }) => service));
  const running = servicesOf(on.stack, fleet.services);
  if (running.length === 0) report("services", "the stack runs no service", "use allServices, or list the services");
  const wanted = on.stack.input.services;
  for (const service of "kind" in wanted ? wanted.excluded : wanted) {
    if (!known.has(service)) report("services", `"${service.name}" is not the default export of a file in services/`);
  }
  const seen = new Set<string>();
  for (const { service, input } of on.stack.input.overrides ?? []) {
    const at = `override(${service.name})`;
    checkShape(layerSchema, input, report, at);
    if (!running.some((file) => file.service === service)) report(at, `the stack does not run "${service.name}"`);
    if (seen.has(service.name)) report(at, `stands twice; put all that it sets into one`);
    seen.add(service.name);
  }
}

/** Names that belong to tiers other than this one: nothing on the stack may mention them. */
export function foreignNames(stack: AnyStack, stacks: readonly StackFile[]): readonly string[] {
  const own = new Set<string>();
  const foreign = new Set<string>();
  for (const { stack: other } of stacks) {
    const names = [other.input.project, dnsZone(other.name)];
    for (const name of names) (other.tier === stack.tier ? own : foreign).add(name);
  }
  return [...foreign].filter((name) => !own.has(name));
}
