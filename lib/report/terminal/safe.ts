import { escapeControls } from "../../base/escape-controls.ts";

/** Copies plain data and escapes the control characters of all its strings: a terminal would obey them. */
export function safe<T>(value: T): T;
export function safe(value: unknown): unknown {
  if (typeof value === "string") return escapeControls(value);
  if (Array.isArray(value)) return value.map((item: unknown) => safe(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeControls(key), safe(item)]));
}
