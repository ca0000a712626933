import type { ZodMiniType } from "zod/mini";
import { checkShape } from "../base/shape/check-shape.ts";
import { messageOf } from "../base/errors.ts";
import { jsonProblem } from "../base/json-problem.ts";
import { isRecord } from "../base/values.ts";

/** A parsed object, or the reason that it is unusable. */
export type Parsed<T> = { readonly value: T } | Unusable;

export interface Unusable {
  readonly problem: string;
  /** Set if a newer version of Fairlead can read it. */
  readonly newer?: true;
}

/**
 * True if a terminal and a browser show the string unchanged: no control characters, no marks of direction. U+FFFD stands for bytes that
 * are not UTF-8.
 */
export const printable = (text: string): boolean => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/u.test(text);

/** True if a reader sees nothing of a string: it is empty, or has spaces and invisible characters only. */
export const isBlank = (text: string): boolean => text.replace(/[\s\u2800\p{Default_Ignorable_Code_Point}]/gu, "") === "";

/** Parses JSON of at most `maximum` bytes by a schema. The schema must describe `T`. */
export function parseObject<T>(bytes: string, schema: ZodMiniType, maximum: number): Parsed<T> {
  // A code unit takes at least one byte, so this never refuses a smaller object.
  if (bytes.length > maximum) return { problem: `is larger than ${maximum} bytes` };
  let value: unknown;
  try {
    value = JSON.parse(bytes);
  } catch (error) {
    return { problem: bytes.trim() === "" ? "is empty" : `is not JSON: ${messageOf(error)}` };
  }
  if (!isRecord(value)) return { problem: "is not an object" };
  const problem = jsonProblem(bytes);
  if (problem !== undefined) return { problem };
  const version = value["schema"];
  if (typeof version === "number" && version > 1)
    return { problem: `has the schema version ${version}; a newer Fairlead can read it`, newer: true };
  const problems: string[] = [];
  if (!checkShape(schema, value, (path, message) => problems.push(`${path} ${message}`))) return { problem: problems.join("; ") };
  return { value: value as T };
}
