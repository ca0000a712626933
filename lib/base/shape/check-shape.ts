import type { ZodMiniType } from "zod/mini";
import type { Report } from "../problem.ts";
import { mismatchesOf } from "./mismatch.ts";
import { pathText } from "./path-text.ts";

/** Checks a value against a schema and reports every mismatch. Returns true if there is none. */
export function checkShape(schema: ZodMiniType, value: unknown, report: Report, at = ""): boolean {
  const mismatches = mismatchesOf(schema, value);
  for (const { path, message, hint } of mismatches) report(pathText(path, at), message, hint);
  return mismatches.length === 0;
}
