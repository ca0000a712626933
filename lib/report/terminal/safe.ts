import { escapeControls } from "../../base/escape-controls.ts";

/** A copy of plain data in which no text holds a character that a terminal takes for a command or a new line. */
export const safe = <T>(value: T): T => mapTexts(value) as T;

function mapTexts(value: unknown): unknown {
  if (typeof value === "string") return escapeControls(value);
  if (Array.isArray(value)) return value.map(mapTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeControls(key), mapTexts(item)]));
}
