/** A list without its wrong items knows the positions that the others had, so that later findings name them. */
const POSITIONS = Symbol("positions");

/** Returns a list without one item. */
export function withoutItem(list: readonly unknown[], removed: number): readonly unknown[] {
  const positions = positionsOf(list) ?? list.map((_item, index) => index);
  const isKept = (_item: unknown, index: number): boolean => index !== removed;
  return Object.defineProperty(list.filter(isKept), POSITIONS, { value: positions.filter(isKept) });
}

/** Returns a list of the same items, some of them changed. */
export const sameItems = (list: readonly unknown[], change: (item: unknown, index: number) => unknown): readonly unknown[] =>
  Object.defineProperty(list.map(change), POSITIONS, { value: positionsOf(list) });

/** Returns the keys that lead to a value in what a person wrote. */
export function writtenKeys(value: unknown, [key, ...rest]: readonly string[]): readonly string[] {
  if (key === undefined) return [];
  const position = Array.isArray(value) ? positionsOf(value)?.[Number(key)] : undefined;
  const inner: unknown = typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  return [position === undefined ? key : String(position), ...writtenKeys(inner, rest)];
}

function positionsOf(list: readonly unknown[]): readonly number[] | undefined {
  const positions: unknown = Reflect.get(list, POSITIONS);
  return Array.isArray(positions) ? positions.map(Number) : undefined;
}
