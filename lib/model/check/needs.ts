import type { Report } from "../../base/problem.ts";
import type { EffectiveService } from "../effective.ts";
import { dnsZone, type StackModel } from "../model.ts";
import { mountPath } from "../mount-paths.ts";
import { type Instance, instanceName } from "../needs/need.ts";
import { needKind } from "../needs/registry.ts";
import { identityOf } from "../needs/stateful-options.ts";
import { absentService } from "./absent-service.ts";
import { pairOf } from "./application-names.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

type Placed = Pick<StackModel, "name" | "project" | "services" | "tier">;

/**
 * Applies the rules of each need's kind on a stack.
 * @returns the services with a need that gives no values
 */
export function checkNeeds(stack: Placed, run: Run, require: (service: string, reason: string) => void): ReadonlySet<string> {
  const unusable = new Set<string>();
  const { byName, broken } = run.services;
  for (const service of stack.services) {
    const report = oncePerPlace(run, service);
    for (const [name, need] of Object.entries(service.needs)) {
      const at = `needs.${name}`;
      const used = service.uses.get(name);
      if (used !== undefined) {
        require(used.service, `${service.name} uses its need "${used.need}"`);
        continue;
      }
      needKind(need).check?.(need, {
        tier: stack.tier,
        instance: ownInstance(stack, service, name),
        mount: mountPath(name),
        unusable: () => void unusable.add(service.name),
        isBroken: (other) => broken.has(other),
        requireService: (other, reason) => {
          if (broken.has(other)) return;
          if (byName.has(other)) return require(other, `${service.name} ${reason}`);
          const { message, hint } = absentService(other, run.services);
          report(at, message, hint);
        },
        report: (path, message, hint) => report(path === "" ? at : `${at}.${path}`, message, hint),
      });
    }
  }
  return unusable;
}

/**
 * Reports two needs whose instances would have one name. Names are joined with "-", so this can happen on one stack or on two.
 * @param misnamed pairs of stacks whose names were reported
 */
export function checkInstances(stacks: readonly StackModel[], run: Run, misnamed: ReadonlySet<string>): void {
  const taken = new Map<string, { readonly service: string; readonly need: string; readonly stack: string }>();
  const reported = new Set<string>();
  for (const stack of stacks) {
    for (const service of stack.services) {
      for (const need of Object.keys(service.needs)) {
        if (service.uses.has(need)) continue;
        const id = instanceName(ownInstance(stack, service, need));
        const other = taken.get(id);
        taken.set(id, { service: service.name, need, stack: stack.name });
        const pair = JSON.stringify([service.name, need, other?.service, other?.need]);
        // Two needs clash on every stack that runs both services.
        if (other === undefined || reported.has(pair) || misnamed.has(pairOf(stack.name, other.stack))) continue;
        reported.add(pair);
        const where = other.stack === stack.name ? "" : ` on ${other.stack}`;
        reporterOf(service, run.problems)(
          `needs.${need}`,
          `the instance name "${id}" is taken by need "${other.need}" of ${other.service}${where}`,
          "rename the need",
        );
      }
    }
  }
}

/** Returns a reporter that drops a problem if an earlier stack reported one at its place. */
function oncePerPlace(run: Run, service: EffectiveService): Report {
  const report = reporterOf(service, run.problems);
  return (path, message, hint) => {
    const place = JSON.stringify([service.name, path]);
    if (!run.needProblems.has(place)) report(path, message, hint);
    run.needProblems.add(place);
  };
}

/** Returns the instance of a need that no other stack owns. */
export const ownInstance = (stack: Placed, service: EffectiveService, need: string): Instance => ({
  stack: stack.name,
  project: stack.project,
  dnsZone: dnsZone(stack.name),
  ...identityOf({ service: service.name, need }, service.needs[need] ?? {}),
});
