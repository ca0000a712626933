import type { ZodMiniType } from "zod/mini";
import { checkShape } from "../base/shape/check-shape.ts";
import { messageOf } from "../base/errors.ts";
import { isRecord } from "../base/values.ts";

/** What bytes of the datastore say, or why they say nothing. */
export type Parsed<T> = { readonly value: T } | Unusable;

export interface Unusable {
  readonly problem: string;
  /** Set where a newer version of Fairlead could read it. */
  readonly newer?: true;
}

/** A text that a terminal and a browser show as it is: no control characters, no marks that change the direction. */
export const printable = (text: string): boolean => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text);

/** Parses JSON by a schema, `most` bytes at most. The schema must be one of `T`. */
export function parseObject<T>(bytes: string, schema: ZodMiniType, most: number): Parsed<T> {
  // No byte takes more than one code unit, so this is never stricter than bytes are.
  if (bytes.length > most) return { problem: `is larger than ${most} bytes` };
  let value: unknown;
  try {
    value = JSON.parse(bytes);
  } catch (error) {
    return { problem: bytes.trim() === "" ? "is empty" : `is not JSON: ${messageOf(error)}` };
  }
  if (!isRecord(value)) return { problem: "is not an object" };
  const version = value["schema"];
  if (typeof version === "number" && version > 1)
    return { problem: `has the schema version ${version}; a newer Fairlead can read it`, newer: true };
  const problems: string[] = [];
  if (!checkShape(schema, value, (path, message) => problems.push(`${path} ${message}`))) return { problem: problems.join("; ") };
  return { value: value as T };
}
