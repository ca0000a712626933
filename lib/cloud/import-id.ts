import type { CloudKind } from "./kinds/kind.ts";
import { CLOUD_KINDS } from "./kinds/registry.ts";
import { resourceKey } from "./place/known-references.ts";
import { type AnyCloudResource, isLate } from "./resource.ts";

/** Returns the id that the engine imports a resource by; undefined if only the cloud knows it. */
export function importId(resource: AnyCloudResource, resources: readonly AnyCloudResource[]): string | undefined {
  const kind: CloudKind = CLOUD_KINDS[resource.type];
  const inputs = plainInputs(resource, resources);
  const id = (kind.importId ?? kind.id)(inputs);
  return id === (kind.importId ?? kind.id)({ ...inputs, ...unknownInputs(inputs) }) ? id : undefined;
}

/** Returns other values for the inputs that are not known. If the id changes with them, it is not known either. */
const unknownInputs = (inputs: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(inputs).flatMap(([name, value]) => (value === undefined ? [[name, "?"]] : [])));

/** Returns the inputs with the values of references, if these are inputs of other resources. Other late values are undefined. */
const plainInputs = ({ inputs }: AnyCloudResource, resources: readonly AnyCloudResource[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [name, plainValue(value, resources)]));

function plainValue(value: unknown, resources: readonly AnyCloudResource[]): unknown {
  if (typeof value !== "object" || value === null || !isLate(value)) return value;
  if (value.kind !== "reference") return undefined;
  const target = resources.find((each) => resourceKey(each) === resourceKey(value));
  if (target === undefined) return undefined;
  const { id } = CLOUD_KINDS[target.type];
  const inputs = plainInputs(target, resources);
  return value.output === "id" ? id(inputs) : inputs[value.output];
}
