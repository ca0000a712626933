import type { StackModel } from "../model.ts";
import { reporterOf } from "./reporters.ts";
import type { Run } from "./run.ts";

/**
 * Checks the namespaces that services open. A service's own namespace is refused.
 * So is the namespace of a stack of another tier on the same cluster.
 */
export function checkNamespaces(stacks: readonly StackModel[], run: Run): void {
  const reported = new Set<string>();
  for (const { cluster, namespace, services, tier } of stacks) {
    const others = run.stacks.readable.flatMap(({ on: { stack } }) =>
      stack.input.cluster === cluster && stack.tier !== tier ? [[stack.input.namespace, stack] as const] : [],
    );
    const foreign = new Map(others);
    for (const service of services) {
      const { egress, allowFrom } = service;
      for (const [field, names, instead] of [
        ["egress", egress.namespaces.keys(), "add the service to calls"],
        ["allowFrom", Object.keys(allowFrom.namespaces), "add the call to the caller's calls"],
      ] as const) {
        for (const name of names) {
          const at = `${field}.namespaces.${name}`;
          const other = foreign.get(name);
          // A service without overrides is the same on every stack of its tier.
          const cause = JSON.stringify([service.name, at, name === namespace, other?.name]);
          if ((name !== namespace && other === undefined) || reported.has(cause)) continue;
          reported.add(cause);
          const report = reporterOf(service, run.problems);
          if (name === namespace) report(at, `"${name}" is the service's own namespace`, instead);
          else report(at, `"${name}" is the namespace of ${other?.name}, a stack of tier ${other?.tier}`);
        }
      }
    }
  }
}
