import type { ZodMiniType } from "zod/mini";
import type { Report } from "../../base/problem.ts";
import { type Fit, type FitOptions, fitShape } from "../../base/shape/fit-shape.ts";
import { isPlainObject } from "../../base/values.ts";
import { textProblem } from "../rules/text-problem.ts";
import { translating } from "./kubernetes-words.ts";

/** The fields whose strings other code checks: needs may lead to other services, and variables have several forms. */
const ELSEWHERE: ReadonlySet<string> = new Set(["needs", "env"]);

/** Reports every mismatch of the fields of a service or a layer, and each malformed string. Returns the part that matches. */
export function fitFields(schema: ZodMiniType, fields: unknown, report: Report, options: FitOptions = {}): Fit {
  const fit = fitShape(schema, fields, translating(report), options);
  if (fit.value !== undefined && isPlainObject(fields)) {
    for (const [field, value] of Object.entries(fields)) {
      if (!ELSEWHERE.has(field)) checkTexts(value, options.at === undefined ? field : `${options.at}.${field}`, report, new Set());
    }
  }
  return fit;
}

function checkTexts(value: unknown, at: string, report: Report, seen: Set<unknown>): void {
  if (typeof value === "string") {
    const problem = textProblem(value);
    if (problem !== undefined) report(at, problem);
  } else if ((Array.isArray(value) || isPlainObject(value)) && !seen.has(value)) {
    seen.add(value);
    for (const [key, item] of Object.entries(value)) checkTexts(item, `${at}.${key}`, report, seen);
  }
}
