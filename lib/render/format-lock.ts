import { ENTRY_FIELDS, type LockFields } from "../resolve/lock-fields.ts";
import type { Lock } from "../resolve/lock.ts";
import { inlineString } from "./yaml-scalar.ts";

/**
 * Formats a lock in canonical form: services and fields in order, one field a line. The first field of a service changes rarely. So two
 * lines lie between the changes of two services, and git never takes them for one.
 */
export const formatLock = (lock: Lock): string =>
  [...lock]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, entry]) => `${inlineString(name)}:\n${formatFields(ENTRY_FIELDS, entry, "  ")}`)
    .join("");

function formatFields(fields: LockFields, values: object, indent: string): string {
  let text = "";
  for (const [name, field] of Object.entries(fields)) {
    const value: unknown = Reflect.get(values, name);
    if (typeof value === "number") text += `${indent}${name}: ${value}\n`;
    else if (typeof value === "string") text += `${indent}${name}: ${inlineString(value)}\n`;
    else if (typeof value === "object" && value !== null && field.type === "fields")
      text += `${indent}${name}:\n${formatFields(field.fields, value, `${indent}  `)}`;
  }
  return text;
}
