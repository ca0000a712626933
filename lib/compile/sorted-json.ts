import { isRecord } from "../base/values.ts";

/** Formats plain data as JSON with sorted keys, so that equal data has equal bytes. A replacer of `JSON.stringify` takes twice the time. */
export const sortedJson = (value: object): string => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const key of sortedKeys(value)) {
    // An assignment would set the prototype.
    if (key === "__proto__") Object.defineProperty(copy, key, { value: sorted(value[key]), enumerable: true });
    else copy[key] = sorted(value[key]);
  }
  return copy;
}

/** Returns the keys in order. Most objects have them in order already. */
export function sortedKeys(value: object): readonly string[] {
  const keys = Object.keys(value);
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] ?? "") > (keys[index] ?? "")) return keys.sort();
  }
  return keys;
}
