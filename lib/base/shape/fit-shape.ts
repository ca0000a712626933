import type { ZodMiniType } from "zod/mini";
import type { Report } from "../problem.ts";
import { isRecord } from "../values.ts";
import { type Mismatch, mismatchesOf } from "./mismatch.ts";
import { pathText } from "./path-text.ts";

/** The part of a value that matches a schema. */
export interface Fit {
  /** The value without its mismatches, or undefined if nothing matches. */
  readonly value: unknown;
  /** Paths whose value is not known: each mismatch, and each field that a misspelt field means. */
  readonly unknown: readonly string[];
}

export interface FitOptions {
  /** The start of every reported path. @default "" */
  readonly at?: string;
  /** Values for required fields that are missing. @default none: if a required field is missing, nothing matches */
  readonly placeholders?: Readonly<Record<string, unknown>>;
}

/**
 * Reports every mismatch of a value, and returns the part that matches.
 * Later checks then see well-shaped values only, and cannot report a consequence of a mismatch.
 */
export function fitShape(schema: ZodMiniType, value: unknown, report: Report, options: FitOptions = {}): Fit {
  const { at = "", placeholders = {} } = options;
  const found = mismatchesOf(schema, value);
  for (const { path, message, hint } of found) report(pathText(path, at), message, hint);
  const unknown = found.flatMap(({ path, meant }) => [pathText(path), ...(meant === undefined ? [] : [pathText(meant)])]);
  let fit = value;
  // A removed value can make the object around it incomplete, so the schema looks again.
  for (let rest = found; rest.length > 0; rest = mismatchesOf(schema, fit)) {
    for (const mismatch of rest.toReversed()) fit = removed(fit, mismatch, placeholders);
    if (fit === undefined) break;
  }
  return { value: fit, unknown };
}

/** Removes a mismatch. A missing field removes the object around it, unless it has a placeholder. */
function removed(value: unknown, { kind, path }: Mismatch, placeholders: Readonly<Record<string, unknown>>): unknown {
  if (kind !== "missing") return without(value, path);
  const [field] = path;
  const hasPlaceholder = path.length === 1 && typeof field === "string" && Object.hasOwn(placeholders, field);
  if (hasPlaceholder && isRecord(value)) return { ...value, [field]: placeholders[field] };
  return without(value, path.slice(0, -1));
}

function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return undefined;
  const change = (item: unknown, at: string): readonly unknown[] =>
    at !== String(key) ? [item] : rest.length === 0 ? [] : [without(item, rest)];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => change(item, String(index)));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([at, item]) => change(item, at).map((changed) => [at, changed])));
}
