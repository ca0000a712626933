import { selectAt } from "../../base/values.ts";
import { CLOUD_KINDS } from "../kinds/registry.ts";
import { type CloudKind, type Properties, withSortedLists } from "../kinds/kind.ts";
import type { RecordedResource, RecordedStack } from "../recorded.ts";
import { type AnyCloudResource, isLate, type Reference, type ResourceName } from "../resource.ts";
import { componentUrn, urnOf } from "../urn.ts";
import { resourceKey } from "./known-references.ts";

/** Records resources as a run of the engine on the local cloud would. References must lead to resources that come before. */
export function recordedAs(shard: string, resources: readonly AnyCloudResource[], project = "shop"): RecordedStack {
  const recorded = new Map<string, RecordedResource>();
  const record = (name: ResourceName): RecordedResource => {
    const known = recorded.get(resourceKey(name));
    if (known !== undefined) return known;
    const resource = resources.find((each) => resourceKey(each) === resourceKey(name));
    if (resource === undefined) throw new Error(`there is no ${resourceKey(name)}`);
    const made = recordResource(resource);
    recorded.set(resourceKey(name), made);
    return made;
  };
  const recordResource = ({ type, name, block, protect, dependsOn, ...own }: AnyCloudResource): RecordedResource => {
    const references = Object.entries(own.inputs).map(
      ([key, value]) => [key, referencesIn(value).map((each) => record(each).urn)] as const,
    );
    const kind: CloudKind = CLOUD_KINDS[type];
    const plain: Properties = Object.fromEntries(Object.entries(own.inputs).map(([key, value]) => [key, resolve(value)]));
    const inputs = withSortedLists(kind, plain);
    const id = kind.id(inputs);
    return {
      urn: urnOf({ shard, project }, block, type, name),
      type,
      name,
      parent: componentUrn({ shard, project }, block),
      custom: true,
      id,
      inputs,
      outputs: { ...inputs, ...kind.outputs(inputs, id) },
      protect,
      dependencies: [...dependsOn.map((each) => record(each).urn), ...references.flatMap(([, urns]) => urns)],
      propertyDependencies: Object.fromEntries(references),
      aliases: [],
      delete: false,
      external: false,
    };
  };
  const resolve = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(resolve);
    if (!isLate(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each)]));
    if (value.kind === "generated") return "a password";
    if (value.kind === "projectNumber") return value.text.replaceAll("%", "1234");
    const target = record(value);
    return value.output === "id" ? target.id : selectAt(target.outputs, value.output.split("."));
  };
  for (const resource of resources) record(resource);
  return { stack: shard, resources: [...recorded.values()], pendingOperations: [] };
}

/** Lists the references in inputs, at any depth. */
export function referencesIn(value: unknown): readonly Reference[] {
  if (typeof value !== "object" || value === null) return [];
  if (isLate(value)) return value.kind === "reference" ? [value] : [];
  return Object.values(value).flatMap(referencesIn);
}

/** Lists the keys of the resources that a resource refers to or depends on. */
export const targetsOf = ({ inputs, dependsOn }: AnyCloudResource): readonly string[] =>
  [...referencesIn(inputs), ...dependsOn].map(resourceKey);
