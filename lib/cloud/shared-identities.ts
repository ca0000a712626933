import type { Problem } from "../base/problem.ts";
import { needsIdentity } from "../compile/need-instances.ts";
import type { StackModel } from "../model/model.ts";

/**
 * Finds services with grants whose account is one identity on two clusters. A principal names project and namespace, and no cluster.
 * So each of the two may use what the other owns. Another rule refuses this for two tiers.
 * @param services the selected services. @default all
 */
export function sharedIdentities(stack: StackModel, services: readonly string[] = []): readonly Problem[] {
  const { name, project, cluster, namespace, file, fleet } = stack;
  const granted = stack.services
    .filter((service) => needsIdentity(service) && (services.length === 0 || services.includes(service.name)))
    .map((service) => service.name);
  return fleet.stacks.flatMap((other) => {
    const isSame = other.project === project && other.namespace === namespace && other.cluster !== cluster;
    const both = isSame ? granted.filter((service) => other.services.includes(service)) : [];
    if (both.length === 0) return [];
    const message = `"${namespace}" of ${name} and of ${other.name} is one namespace of project "${project}": ${both.join(", ")} has one identity on both clusters`;
    return [{ file, path: "namespace", message, hint: "give one of the stacks another namespace if they must not share grants" }];
  });
}
