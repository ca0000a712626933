import { diffInputs } from "../../cloud/diff-inputs.ts";
import type { Properties } from "../../cloud/kinds/kind.ts";
import { CLOUD_KINDS, isCloudType } from "../../cloud/kinds/registry.ts";
import type { RecordedResource } from "../../cloud/recorded.ts";
import { isUnknown, UNKNOWN } from "./planned-resource.ts";

/** A recorded resource that goes together with one that it depends on. */
export interface Follower {
  readonly resource: RecordedResource;
  /** The inputs that force its replacement. */
  readonly causes: readonly string[];
}

/**
 * Lists the recorded resources that must go before a resource goes, because they cannot live without it. It decides as the engine does.
 * Source: `calculateDependentReplacements` of `pkg/resource/deploy/step_generator.go` in Pulumi.
 * @param recorded in the order of the state: a resource stands after all that it depends on
 * @param decided the URNs whose outcome is decided already; they no longer depend on the resource
 */
export function followersOf(
  root: RecordedResource,
  recorded: readonly RecordedResource[],
  decided: ReadonlySet<string>,
): readonly Follower[] {
  const dependents = new Set([root.urn]);
  const replaced = new Set([root.urn]);
  return recorded.slice(recorded.indexOf(root) + 1).flatMap((resource): readonly Follower[] => {
    if (decided.has(resource.urn) || !dependsOn(resource, dependents)) return [];
    dependents.add(resource.urn);
    const causes = causesOf(resource, replaced);
    if (causes.length === 0) return [];
    replaced.add(resource.urn);
    return [{ resource, causes }];
  });
}

const dependsOn = ({ dependencies, propertyDependencies }: RecordedResource, urns: ReadonlySet<string>): boolean =>
  [dependencies, ...Object.values(propertyDependencies)].some((list) => list.some((urn) => urns.has(urn)));

/** Returns the inputs that replace a resource if everything that comes from other resources changes. */
function causesOf(
  { type, custom, external, inputs, propertyDependencies }: RecordedResource,
  replaced: ReadonlySet<string>,
): readonly string[] {
  if (!custom || external || !isCloudType(type)) return [];
  const changes = (key: string): boolean => (propertyDependencies[key] ?? []).some((urn) => replaced.has(urn));
  if (!Object.keys(inputs).some(changes)) return [];
  const next: Properties = Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, changes(key) ? UNKNOWN : value]));
  return diffInputs(CLOUD_KINDS[type], inputs, next, isUnknown).replaces;
}
