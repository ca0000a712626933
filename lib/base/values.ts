/** True if a value is an object, but not a list. Its class does not matter. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** True if a value is an object as `{ ... }` makes it. A promise, a map or a date is not one. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isRecord(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Returns the value at a path such as `["resources", "limits", "cpu"]`, or undefined. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

/** Returns the value at a path. A key such as `type=PRIMARY` selects the member of a list with this value, because lists may change their order. */
export function selectAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path) {
    const [field = "", wanted] = key.split("=", 2);
    const member = wanted === undefined || !Array.isArray(at) ? undefined : at.find((each) => valueAt(each, [field]) === wanted);
    at = wanted === undefined ? valueAt(at, [key]) : member;
  }
  return at;
}

/** Copies plain data. The copy shares no part with the original. */
export const jsonCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value));
