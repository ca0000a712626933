import type { ZodMiniType } from "zod/mini";
import type { Report } from "../problem.ts";
import { isRecord } from "../values.ts";
import { type Mismatch, mismatchesOf } from "./mismatch.ts";
import { pathText } from "./path-text.ts";
import { sameItems, withoutItem } from "./positions.ts";

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
  /** Values for required fields that are missing, by path: `jobs.*.command`. They match the schema. @default none: the object around goes */
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
  if (found.some(({ kind }) => kind === "unreadable")) return { value: undefined, unknown };
  let fit = value;
  const placed = new Set<string>();
  // A removed value can make the object around it incomplete, so the schema looks again.
  for (let rest = found; rest.length > 0; rest = mismatchesOf(schema, fit)) {
    for (const mismatch of rest.toReversed()) {
      const placeholder = placeholderFor(mismatch, placeholders);
      const key = JSON.stringify(mismatch.path.map(String));
      // A placeholder is used once. If the schema refuses it, the object around it goes.
      const isNew = placeholder !== undefined && !placed.has(key);
      if (isNew) placed.add(key);
      fit = isNew ? withValue(fit, mismatch.path, placeholder) : removed(fit, mismatch);
    }
    if (fit === undefined) break;
  }
  return { value: fit, unknown };
}

/** Returns the value for a missing field. */
function placeholderFor({ kind, path }: Mismatch, placeholders: Readonly<Record<string, unknown>>): unknown {
  if (kind !== "missing") return undefined;
  const keys = path.map(String);
  return Object.entries(placeholders).find(([pattern]) => {
    const parts = pattern.split(".");
    return parts.length === keys.length && parts.every((part, index) => part === "*" || part === keys[index]);
  })?.[1];
}

/** Removes a mismatch. A missing field removes the object around it. */
const removed = (value: unknown, { kind, path }: Mismatch): unknown => without(value, kind === "missing" ? path.slice(0, -1) : path);

function without(value: unknown, [key, ...rest]: readonly PropertyKey[]): unknown {
  if (key === undefined) return undefined;
  if (Array.isArray(value) && rest.length === 0) return withoutItem(value, Number(key));
  return changed(value, key, (item) => (rest.length === 0 ? undefined : [without(item, rest)]));
}

const withValue = (value: unknown, [key, ...rest]: readonly PropertyKey[], by: unknown): unknown => {
  if (key === undefined) return by;
  if (rest.length === 0) return isRecord(value) ? { ...value, [key]: by } : value;
  return changed(value, key, (item) => [withValue(item, rest, by)]);
};

/** Copies a value with a change at a key. The change returns undefined if the key goes. */
function changed(value: unknown, key: PropertyKey, change: (item: unknown) => readonly [unknown] | undefined): unknown {
  if (Array.isArray(value)) return sameItems(value, (item, index) => (String(index) === String(key) ? change(item)?.[0] : item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([at, item]) => (at === String(key) ? (change(item) ?? []).map((each) => [at, each]) : [[at, item]])),
  );
}
