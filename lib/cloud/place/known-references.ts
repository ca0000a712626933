import { CLOUD_KINDS } from "../kinds/registry.ts";
import { inputAt, type Properties } from "../kinds/kind.ts";
import { type AnyCloudResource, isLate, type Reference, type ResourceName } from "../resource.ts";

/** Returns the resource with a type and a name. */
export type FindResource = (name: ResourceName) => AnyCloudResource | undefined;

/** Names a resource in maps. */
export const resourceKey = ({ type, name }: { readonly type: string; readonly name: string }): string => `${type} ${name}`;

/**
 * Replaces references to resources of other shards by their values. A value is an input, or an id that follows from inputs.
 * @param own the resources of the same shard. References to them stay, because the engine orders resources by them
 * @throws Error for a value of another shard that only the cloud knows
 */
export function withKnownReferences(resource: AnyCloudResource, own: ReadonlySet<string>, find: FindResource): AnyCloudResource {
  const isOwn = (name: ResourceName): boolean => own.has(resourceKey(name));
  const resolve = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map(resolve);
    if (isLate(value)) return value.kind === "reference" && !isOwn(value) ? knownOutput(value, find) : value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each)]));
  };
  // The spread widens the type of the inputs. Values keep the types that they stand for.
  return { ...resource, inputs: resolve(resource.inputs), dependsOn: resource.dependsOn.filter(isOwn) } as AnyCloudResource;
}

/** Returns the value of an output that follows from inputs. */
function knownOutput(reference: Reference, find: FindResource): unknown {
  const { type, name, output } = reference;
  const target = find(reference);
  if (target === undefined) throw new Error(`there is no ${resourceKey(reference)}`);
  const inputs = resolvedInputs(target, find);
  const value = output === "id" ? CLOUD_KINDS[type].id(inputs) : inputAt(inputs, output);
  if (value === undefined) throw new Error(`only the cloud knows ${output} of ${type} ${name}, which is in another shard`);
  return value;
}

/** Returns the inputs with the values of those references that are known. */
const resolvedInputs = ({ inputs }: AnyCloudResource, find: FindResource): Properties =>
  Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      typeof value === "object" && value !== null && isLate(value) && value.kind === "reference" ? knownOutput(value, find) : value,
    ]),
  );
