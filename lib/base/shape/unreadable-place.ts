import { messageOf } from "../errors.ts";
import { isPlainObject } from "../values.ts";

/** A field whose getter, or whose proxy, throws. */
export interface UnreadablePlace {
  readonly path: readonly string[];
  readonly message: string;
}

/** Finds the first part of plain data that cannot be read. Returns undefined if each can. */
export function unreadablePlace(
  value: unknown,
  path: readonly string[] = [],
  around: readonly unknown[] = [],
): UnreadablePlace | undefined {
  try {
    if ((!isPlainObject(value) && !Array.isArray(value)) || around.includes(value)) return undefined;
    const places = Object.keys(value).flatMap((key) => fieldPlace(value, [...path, key], around) ?? []);
    const [first, second] = places;
    // A proxy may refuse each field.
    const isWhole = second !== undefined && places.every((each) => each.path.length === path.length + 1);
    return first && { ...first, path: isWhole ? path : first.path };
  } catch (error) {
    return place(path, error);
  }
}

function fieldPlace(value: object, path: readonly string[], around: readonly unknown[]): UnreadablePlace | undefined {
  let field: unknown;
  try {
    field = Reflect.get(value, path.at(-1) ?? "");
  } catch (error) {
    return place(path, error);
  }
  return unreadablePlace(field, path, [...around, value]);
}

const place = (path: readonly string[], error: unknown): UnreadablePlace => ({ path, message: `cannot be read: ${messageOf(error)}` });
