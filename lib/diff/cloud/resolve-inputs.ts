import { isRecord } from "../../base/values.ts";
import { type Properties, withSortedLists } from "../../cloud/kinds/kind.ts";
import { CLOUD_KINDS } from "../../cloud/kinds/registry.ts";
import { type AnyCloudResource, isLate, type Late, type Reference, type ResourceName } from "../../cloud/resource.ts";
import { isSecret, outputAt, type PlannedResource, UNKNOWN } from "./planned-resource.ts";

/** The inputs of a resource before a run. */
export interface ResolvedInputs {
  readonly inputs: Properties;
  /** The resources behind the values that are known only after the run, by path. */
  readonly sources: ReadonlyMap<string, PlannedResource>;
}

/** Returns the resource that a name stands for. */
export type FindPlanned = (name: ResourceName) => PlannedResource;

/** Completes the inputs of a resource as far as they are known before the run. @param old the recorded inputs */
export function resolveInputs({ type, inputs, ignoreChanges }: AnyCloudResource, old: Properties, find: FindPlanned): ResolvedInputs {
  const sources = new Map<string, PlannedResource>();
  const reference = (value: Reference, known: unknown, path: string): unknown => {
    const planned = find(value);
    const output = outputAt(planned, value.output);
    if (output === UNKNOWN) sources.set(path, planned);
    // The state encrypts secrets. If their resource stays, they stay, too.
    return isSecret(output) ? known : output;
  };
  const late = (value: Late, known: unknown, path: string): unknown => {
    if (value.kind === "reference") return reference(value, known, path);
    // No comparison sees a password, because it is write-only.
    if (value.kind === "generated") return known;
    return typeof known === "string" && hasNumber(value.text, known) ? known : value.text;
  };
  const resolve = (value: unknown, known: unknown, path: string): unknown => {
    if (typeof value !== "object" || value === null) return value;
    const member = (key: string | number): unknown => (typeof known === "object" && known !== null ? Reflect.get(known, key) : undefined);
    if (Array.isArray(value)) return value.map((each, index) => resolve(each, member(index), `${path}.${index}`));
    if (isLate(value)) return late(value, known, path);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, resolve(each, member(key), `${path}.${key}`)]));
  };
  const plain: Properties = Object.fromEntries(Object.entries(inputs).map(([key, value]) => [key, resolve(value, old[key], key)]));
  const resolved = withSortedLists(CLOUD_KINDS[type], plain);
  return { inputs: ignoreChanges.reduce((next, path) => withValueOf(next, old, path.split(".")), resolved), sources };
}

/** True if a string is the text with a number for `%`. The number of a project never changes. */
function hasNumber(text: string, known: string): boolean {
  const [before = "", ...after] = text.split("%");
  const [number = ""] = /^\d+/.exec(known.slice(before.length)) ?? [];
  return number !== "" && known === [before, ...after].join(number);
}

/** Sets a value to the one that another object has at a path. */
function withValueOf(values: Properties, other: Properties, [key = "", ...rest]: readonly string[]): Properties {
  const [value, known] = [values[key], other[key]];
  if (rest.length > 0 && isRecord(value) && isRecord(known)) return { ...values, [key]: withValueOf(value, known, rest) };
  if (rest.length > 0) return values;
  return { ...values, [key]: known };
}
