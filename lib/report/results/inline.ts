import { escapeControls } from "../../base/escape-controls.ts";

/** Characters of a value on one line. */
const MAX_CHARACTERS = 100;

/** Formats a value on one line and cuts it at a number of characters. @param maximum from 3 @default 100 */
export function inline(value: unknown, maximum = MAX_CHARACTERS): string {
  if (value === undefined) return "(none)";
  const line = escapeControls(typeof value === "string" ? value : JSON.stringify(value));
  return line.length > maximum ? `${line.slice(0, maximum - 3)}...` : line;
}
