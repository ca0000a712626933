/**
 * Freezes a value with all that it holds, so that a function of the user cannot change it. Returns the value.
 * A frozen part is not visited again, and objects share parts.
 */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
  return value;
}
