import { isRecord } from "../../base/values.ts";
import { isImage } from "../../model/image-spec.ts";
import { normalizeQuantity } from "../../model/quantity.ts";

/** Lists the paths of all values that layers do not merge: strings, numbers, lists, probes. Leaves functions out. */
export function leafPaths(value: unknown): readonly (readonly string[])[] {
  if (value === undefined || typeof value === "function") return [];
  if (typeof value !== "object" || value === null || Array.isArray(value) || "kind" in value) return [[]];
  return Object.entries(value).flatMap(([key, item]) => leafPaths(item).map((rest) => [key, ...rest]));
}

/** Returns a copy with a different value of the same type at a path. Returns the values unchanged if the path is unknown. */
export function changeLeaf(values: Readonly<Record<string, unknown>>, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const [key, ...rest] = keys;
  if (key === undefined || !Object.hasOwn(values, key)) return values;
  const value = values[key];
  if (rest.length === 0) return { ...values, [key]: differentValue(value) };
  return isRecord(value) ? { ...values, [key]: changeLeaf(value, rest) } : values;
}

/** Returns a copy in which the value at a path has another name. The order stays. */
export function renameLeaf(
  values: Readonly<Record<string, unknown>>,
  [key, ...rest]: readonly string[],
): Readonly<Record<string, unknown>> {
  const entries = Object.entries(values).map(([name, value]) => {
    if (name !== key) return [name, value];
    return rest.length === 0 ? [`${name}0`, value] : [name, isRecord(value) ? renameLeaf(value, rest) : value];
  });
  return Object.fromEntries(entries);
}

function differentValue(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return normalizeQuantity(value) === undefined ? `x${value}` : value === "77" ? "78" : "77";
  // Another released image has no version in the lock.
  if (isImage(value)) return "altered";
  if (Array.isArray(value)) return value.length === 0 ? ["altered"] : value.map(differentValue);
  if (!isRecord(value)) return value;
  // The kind and the port of a probe must stay: another one would be invalid.
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, key === "kind" || key === "port" ? item : differentValue(item)]),
  );
}
