/** The text of a value that is joined to a string by mistake. No variable can hold the character. */
export const MISPLACED = "\0value\0";

/** Marks an object as a value that layers replace as a whole and that is no string. */
export function tagged<T extends { readonly kind: string }>(value: T): T {
  return Object.defineProperty(value, "toString", { value: () => MISPLACED });
}

/** True if a constructor such as `fieldRef` returned the value. */
export const isTagged = (value: object): boolean => Object.getOwnPropertyDescriptor(value, "toString")?.enumerable === false;
