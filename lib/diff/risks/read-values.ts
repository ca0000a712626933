import { isRecord, valueAt } from "../../base/values.ts";
import type { Fields } from "./trait.ts";

/** Returns the value at a path such as `spec.template`. */
export const at = (value: unknown, path: string): unknown => valueAt(value, path.split("."));

/** Returns the items of a list at a path that are objects. */
export const recordsAt = (value: unknown, path: string): readonly Fields[] => {
  const list = at(value, path);
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

/** Returns the items of a list at a path as strings. A single value counts as a list of one. */
export function stringsAt(value: unknown, path: string): readonly string[] {
  const list = at(value, path);
  if (list === undefined || list === null) return [];
  return (Array.isArray(list) ? list : [list]).map(shown);
}

/** Formats a value for a phrase: a string as it is, other values as JSON. */
export const shown = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** True if a reader of YAML may take the value for true. YAML 1.1 has more words for it than YAML 1.2. */
export const isOn = (value: unknown): boolean => value !== undefined && value !== null && value !== false;

/** Formats the pairs of a map: `a=b, c=d`. */
export const pairsText = (map: unknown): string =>
  isRecord(map)
    ? Object.keys(map)
        .sort()
        .map((key) => `${key}=${shown(map[key])}`)
        .join(", ")
    : "";
