/** A value with the keys that lead to it. */
interface FoundValue {
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** Finds `spec.template.spec.containers.0.image`, `containers[frontend].image` or a label with dots in its name. */
export function findPath(object: unknown, path: string): FoundValue | undefined {
  const parts = path
    .replace(/\[([^\]]*)\]/g, ".$1")
    .split(".")
    .filter((part) => part !== "");
  return parts.length === 0 ? undefined : descend(object, parts, []);
}

/** Formats keys as a path that `findPath` reads. */
export const formatPath = (keys: readonly string[]): string => keys.join(".");

function descend(at: unknown, parts: readonly string[], keys: readonly string[]): FoundValue | undefined {
  if (parts.length === 0) return { keys, value: at };
  if (typeof at !== "object" || at === null) return undefined;
  // A key may contain dots, so the longest key that leads to a value wins.
  for (let length = parts.length; length > 0; length -= 1) {
    const key = keyOf(at, parts.slice(0, length).join("."));
    if (key === undefined) continue;
    const found = descend(Reflect.get(at, key), parts.slice(length), [...keys, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Resolves a field's name, an item's index, or the `name` of an item to its index. */
function keyOf(at: object, key: string): string | undefined {
  const isList = Array.isArray(at);
  if (Object.hasOwn(at, key) && !(isList && key === "length")) return key;
  if (!isList) return undefined;
  const index = at.findIndex((item: unknown) => typeof item === "object" && item !== null && "name" in item && item.name === key);
  return index === -1 ? undefined : String(index);
}
