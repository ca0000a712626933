import { isRecord } from "../base/values.ts";
import { normalizeQuantity } from "../model/quantity.ts";

/** The paths of everything that is no object: texts, numbers, lists, probes. Functions have no value to alter. */
export function leaves(value: unknown): readonly (readonly string[])[] {
  if (value === undefined || typeof value === "function") return [];
  if (typeof value !== "object" || value === null || Array.isArray(value) || "kind" in value) return [[]];
  return Object.entries(value).flatMap(([key, item]) => leaves(item).map((rest) => [key, ...rest]));
}

/** A copy in which the leaf at a path is another one of its type; the same where there is none. */
export function alter(values: Readonly<Record<string, unknown>>, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const [key, ...rest] = keys;
  if (key === undefined || !Object.hasOwn(values, key)) return values;
  const value = values[key];
  if (rest.length === 0) return { ...values, [key]: another(value) };
  return isRecord(value) ? { ...values, [key]: alter(value, rest) } : values;
}

function another(value: unknown): unknown {
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (typeof value === "string") return normalizeQuantity(value) === undefined ? `x${value}` : value === "77" ? "78" : "77";
  if (Array.isArray(value)) return [...value, "altered"];
  return isRecord(value)
    ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === "kind" || key === "port" ? item : another(item)]))
    : value;
}
