import type { EffectiveService } from "../effective.ts";
import { headlessName } from "../fields/stateful.ts";
import type { StackFront, StackModel } from "../model.ts";
import { serversOf } from "../servers.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

/** Lists the fronts of a stack's services, by name. */
export function frontsOf(services: readonly EffectiveService[]): readonly StackFront[] {
  const fronts = new Map<string, StackFront>();
  for (const { name, front } of services) {
    if (front === undefined) continue;
    const known = fronts.get(front.name);
    fronts.set(front.name, { front: known?.front ?? front, services: [...(known?.services ?? []), name] });
  }
  return [...fronts.values()].sort((a, b) => (a.front.name < b.front.name ? -1 : 1));
}

/** Checks that no other Service of a stack has the name of a front. */
export function checkFrontNames({ fronts, services, ...stack }: StackModel, run: Run): void {
  if (fronts.length === 0) return;
  const taken = new Map<string, string>();
  for (const service of services) {
    taken.set(service.name, `the service ${service.name}`);
    if (service.stateful !== undefined) taken.set(headlessName(service.name), `the headless Service of ${service.name}`);
    for (const { service: server, need } of serversOf(stack, service)) {
      taken.set(server.name, `the server of ${service.name}.${need}`);
      taken.set(headlessName(server.name), `the server of ${service.name}.${need}`);
    }
  }
  for (const service of services) {
    const owner = service.front === undefined ? undefined : taken.get(service.front.name);
    if (owner !== undefined)
      reporterOf(service, run.problems)("front", `the name "${service.front?.name}" belongs to ${owner}`, "rename the front");
  }
}
