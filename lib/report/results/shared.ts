/** Fewer items have a line each, with their own command. */
const SHARED_FROM = 4;

/**
 * Lists items as groups: many with one key share a group, and each of the others is alone. The order stays.
 * @param keyOf undefined for an item that shares with nobody
 */
export function shared<T>(items: readonly T[], keyOf: (item: T) => string | undefined): readonly (readonly [T, ...T[]])[] {
  const groups = Map.groupBy(items, (item) => keyOf(item) ?? item);
  return [...groups.values()].flatMap(([first, ...rest]): readonly (readonly [T, ...T[]])[] => {
    if (first === undefined) return [];
    return rest.length + 1 < SHARED_FROM ? [first, ...rest].map((each) => [each] as const) : [[first, ...rest]];
  });
}

/** Returns the hint of the first item of a group. */
export const sharedHint = (hint: string | undefined, size: number): string | undefined =>
  size === 1 || hint === undefined ? hint : `one of them, ${hint}`;
