/** Returns the value at a path such as `settings.diskSize` or `serverCaCerts.0.cert`. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((parent, key) => memberOf(parent, key), value);
}

function memberOf(parent: unknown, key: string): unknown {
  if (typeof parent !== "object" || parent === null) return undefined;
  return new Map<string, unknown>(Object.entries(parent)).get(key);
}
