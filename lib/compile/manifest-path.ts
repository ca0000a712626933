/** Finds `spec.template.spec.containers.0.image`, `containers[frontend].image` or a label with dots in its name. */
export function findPath(object: unknown, path: string): { readonly keys: readonly string[]; readonly value: unknown } | undefined {
  const parts = path
    .replace(/\[([^\]]*)\]/g, ".$1")
    .split(".")
    .filter((part) => part !== "");
  return parts.length === 0 ? undefined : descend(object, parts, []);
}

function descend(
  at: unknown,
  parts: readonly string[],
  keys: readonly string[],
): { readonly keys: readonly string[]; readonly value: unknown } | undefined {
  if (parts.length === 0) return { keys, value: at };
  if (typeof at !== "object" || at === null) return undefined;
  // Keys may hold dots themselves, so the longest one that is there wins.
  for (let length = parts.length; length > 0; length -= 1) {
    const key = keyOf(at, parts.slice(0, length).join("."));
    if (key === undefined) continue;
    const found = descend(Reflect.get(at, key), parts.slice(length), [...keys, key]);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A field's name, an item's number, or the number of the item with that name. */
function keyOf(at: object, key: string): string | undefined {
  if (Object.hasOwn(at, key) && key !== "length") return key;
  if (!Array.isArray(at)) return undefined;
  const index = at.findIndex((item: unknown) => typeof item === "object" && item !== null && "name" in item && item.name === key);
  return index === -1 ? undefined : String(index);
}

/** The keys as a path that people can read and give back. */
export const formatPath = (keys: readonly string[]): string => keys.join(".");
