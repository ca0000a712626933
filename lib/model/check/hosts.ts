import type { StackModel } from "../model.ts";
import { reporterFor, reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

interface Owner {
  readonly service: string;
  readonly stack: string;
}

/** Checks that a host and path on one Gateway lead to one service, also across stacks. */
export function checkHosts(stacks: readonly StackModel[], run: Run): void {
  const taken = new Map<string, Owner>();
  const reported = new Set<string>();
  for (const stack of stacks) {
    const gateway = `${stack.cluster} ${stack.gateway.namespace} ${stack.gateway.name}`;
    for (const service of stack.services) {
      const route = service.public;
      // A missing domain was reported.
      if (route === undefined || (route.host === undefined && stack.domain === undefined)) continue;
      for (const path of route.paths) {
        const place = `${route.host ?? `${route.subdomain}.${stack.domain}`}${path}`;
        const other = taken.get(`${gateway} ${place}`);
        taken.set(`${gateway} ${place}`, { service: service.name, stack: stack.name });
        if (other === undefined) continue;
        const sameStack = other.stack === stack.name;
        // Two stacks with one domain are one mistake, and so are two services with one host.
        const shared = !sameStack && route.host === undefined;
        const cause = JSON.stringify(shared ? [stack.name, other.stack] : [service.name, other.service, sameStack]);
        if (reported.has(cause)) continue;
        reported.add(cause);
        const who = sameStack ? other.service : `${other.service} of ${other.stack}`;
        if (shared) reporterFor(run.problems, stack.file)("domain", `${place} already leads to ${who}, on the same gateway`);
        else reporterOf(service, run.problems)("public", `${place} on ${stack.name} already leads to ${who}`);
      }
    }
  }
}
