import { escapeControls } from "../../base/escape-controls.ts";
import type { FieldChange } from "../../diff/fields.ts";
import { inline } from "./inline.ts";

/**
 * Formats a change of a field: `spec.minReplicas: 2 -> 4`.
 * If both values look the same on one line, it shows them as JSON, around their first difference.
 */
export function fieldText({ path, before, after }: FieldChange): string {
  const [left, right] = [inline(before), inline(after)];
  const shown = left === right ? aroundDifference(exact(before), exact(after)) : [left, right];
  return `${escapeControls(path)}: ${shown.join(" -> ")}`;
}

const exact = (value: unknown): string => (value === undefined ? "(none)" : escapeControls(JSON.stringify(value)));

/** Characters of a long string before the first difference, and from there on. */
const [BEFORE, AFTER] = [30, 60];

/** Cuts two long strings to the part around their first difference. */
function aroundDifference(left: string, right: string): readonly string[] {
  let at = 0;
  while (at < left.length && left[at] === right[at]) at += 1;
  return [left, right].map((text) => {
    if (text.length <= BEFORE + AFTER) return text;
    const [start, end] = [Math.max(0, at - BEFORE), at + AFTER];
    return `${start > 0 ? "..." : ""}${text.slice(start, end).toWellFormed()}${end < text.length ? "..." : ""}`;
  });
}
