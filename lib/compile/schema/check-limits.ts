import { isRecord } from "../../base/values.ts";
import { FORMATS } from "./formats.ts";
import type { Assertions } from "./node.ts";

/** Reports the limits that a value breaks: format, allowed values, pattern, length, size and range. */
export function checkLimits(limits: Assertions, value: unknown, report: (message: string) => void): void {
  const shown = (): string => JSON.stringify(value);
  if (limits.enum !== undefined && !limits.enum.includes(value)) {
    report(`${shown()} is not one of ${limits.enum.map((each) => JSON.stringify(each)).join(", ")}`);
  } else if (typeof value === "string") checkText(limits, value, (wanted) => report(`${shown()} ${wanted}`));
  else if (typeof value === "number") checkRange("", value, { min: limits.minimum, max: limits.maximum }, report);
  else if (Array.isArray(value)) checkRange("items", value.length, { min: limits.minItems, max: limits.maxItems }, report);
  else if (isRecord(value))
    checkRange("fields", Object.keys(value).length, { min: limits.minProperties, max: limits.maxProperties }, report);
}

function checkText(
  { format, pattern, blank, minLength = 0, maxLength = Infinity }: Assertions,
  text: string,
  report: (wanted: string) => void,
): void {
  if (text === "" && blank === 1) return;
  const wanted = format === undefined ? undefined : FORMATS[format](text);
  if (wanted !== undefined) report(wanted);
  else if (pattern !== undefined && !new RegExp(pattern).test(text)) report(`does not match ${pattern}`);
  else if (text.length < minLength) report(`must have at least ${minLength} characters`);
  else if (text.length > maxLength && Array.from(text).length > maxLength) report(`must have at most ${maxLength} characters`);
}

interface Range {
  readonly min: number | undefined;
  readonly max: number | undefined;
}

function checkRange(unit: string, size: number, { min = -Infinity, max = Infinity }: Range, report: (message: string) => void): void {
  if (size >= min && size <= max) return;
  const wanted = size < min ? `at least ${min}` : `at most ${max}`;
  report(unit === "" ? `${size} must be ${wanted}` : `must have ${wanted} ${unit}, not ${size}`);
}
