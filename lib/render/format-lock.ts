import { ENTRY_FIELDS, type LockFields } from "../resolve/lock-fields.ts";
import type { Lock } from "../resolve/lock.ts";
import { inlineString } from "./yaml-scalar.ts";

/** Formats a lock in canonical form: one line a service, in order. Changes of two services never conflict in a merge. */
export const formatLock = (lock: Lock): string =>
  [...lock]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => `${inlineString(name)}: ${formatFields(ENTRY_FIELDS, entry)}\n`)
    .join("");

function formatFields(fields: LockFields, values: object): string {
  const parts: string[] = [];
  for (const [name, field] of Object.entries(fields)) {
    const value: unknown = Reflect.get(values, name);
    if (typeof value === "number") parts.push(`${name}: ${value}`);
    else if (typeof value === "string") parts.push(`${name}: ${flowString(value)}`);
    else if (typeof value === "object" && value !== null && field.type === "fields")
      parts.push(`${name}: ${formatFields(field.fields, value)}`);
  }
  return `{${parts.join(", ")}}`;
}

/** Writes a string inside `{...}`, where commas and brackets have a meaning. */
function flowString(text: string): string {
  const written = inlineString(text);
  return /^['"]/.test(written) || !/[,[\]{}]/.test(written) ? written : JSON.stringify(text);
}
