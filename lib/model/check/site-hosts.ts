import { hostsOf, routesOf } from "../fields/public.ts";
import type { StackModel } from "../model.ts";
import { reporterFor } from "./reporters.ts";
import type { Run } from "./run.ts";

/**
 * Checks that the host of a static website leads nowhere else, because a site has a separate address. The sites of stacks that a run does
 * not select count, too.
 */
export function checkSiteHosts(stacks: readonly StackModel[], run: Run): void {
  const selected = new Set(stacks.map(({ name }) => name));
  const taken = new Map(stacks.flatMap(hostsOfServices));
  for (const { on } of run.stacks.readable) {
    const { name: stack, input } = on.stack;
    for (const [site, { host }] of Object.entries(input.cloud?.sites ?? {})) {
      const holder = taken.get(host);
      if (holder === undefined) taken.set(host, { stack, who: `site "${site}"` });
      else if (selected.has(stack) || selected.has(holder.stack)) {
        const report = reporterFor(run.problems, on.file);
        report(`cloud.sites.${site}.host`, `${host} already leads to ${holder.who} of ${holder.stack}`);
      }
    }
  }
}

interface Holder {
  readonly stack: string;
  readonly who: string;
}

/** Lists the hosts that lead to services of a stack. */
const hostsOfServices = ({ name, domain, services }: StackModel): readonly (readonly [host: string, holder: Holder])[] =>
  services.flatMap((service) => {
    if (service.public === undefined) return [];
    const hosts = [...routesOf(service.public).flatMap(([, , route]) => hostsOf(route, domain)), ...service.public.redirectFrom];
    return hosts.map((host) => [host, { stack: name, who: service.name }] as const);
  });
