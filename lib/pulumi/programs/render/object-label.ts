import { isRecord } from "../../../base/values.ts";

/** Returns a field of an object; undefined if the value is no object. */
export const fieldOf = (value: unknown, field: string): unknown => (isRecord(value) ? value[field] : undefined);

/** Returns `metadata.name`. */
export const nameOf = (object: unknown): unknown => fieldOf(fieldOf(object, "metadata"), "name");

/** Returns an object as messages name it: `ConfigMap "settings"`. */
export function labelOf(object: unknown): string {
  const kind = fieldOf(object, "kind");
  return `${typeof kind === "string" ? kind : "an object"} ${JSON.stringify(nameOf(object) ?? "")}`;
}
