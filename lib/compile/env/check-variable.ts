import type { Report } from "../../base/problem.ts";
import { checkShape } from "../../base/shape/check-shape.ts";
import { isRecord } from "../../base/values.ts";
import { type EnvValue, envValueSchema } from "../../model/fields/env.ts";
import { type Inherit, VALUE_HINT } from "../../model/fields/env-values.ts";
import { MISPLACED } from "../../model/tagged.ts";
import { isVariableName, referencesIn } from "../../model/references.ts";
import { textProblem } from "../../model/rules/text-problem.ts";
import { hintFor, SECRET_HINTS } from "../../model/secrets/hints.ts";
import { isSecretName } from "../../model/secrets/secret-name.ts";
import { secretIn } from "../../model/secrets/secret-shape.ts";
import { isExact } from "../check-plain-data.ts";
import { sourceOf, type SourceContext } from "./value-sources.ts";
import type { VariableValue } from "./variable.ts";

const NAMES = 'a name has letters, digits, ".", "_" and "-", and starts with no digit';

/** Checks a variable. Reports at most one problem. A secret's name may have the path of a secret's file. */
export function checkVariable(name: string, value: unknown, context: SourceContext): VariableValue {
  if (!isVariableName(name)) context.report(`env.${name}`, `"${name}" is not the name of an environment variable`, NAMES);
  else if (value === undefined) context.report(`env.${name}`, "has no value");
  else if (isRecord(value) && "kind" in value) return checkComputed(`env.${name}`, value, context);
  else return { kind: "text", text: checkText(name, value, context) };
  return { kind: "text", text: "" };
}

function checkComputed(at: string, value: object, context: SourceContext): VariableValue {
  if (!isComputed(value, at, context.report)) return { kind: "text", text: "" };
  if (value.kind !== "plain") return sourceOf(at, value, context);
  const problem = scalarProblem(value.value);
  if (problem !== undefined) context.report(at, ...problem);
  return { kind: "text", text: stringOf(value.value) ?? "" };
}

const isComputed = (value: object, at: string, report: Report): value is Exclude<EnvValue, string | number | boolean> | Inherit =>
  checkShape(envValueSchema, value, report, at);

/** Checks a literal value by the variable's name and by its content. Returns its string. */
function checkText(name: string, value: unknown, { secrets, report }: SourceContext): string {
  const text = stringOf(value) ?? "";
  const problem = scalarProblem(value);
  if (problem !== undefined) {
    report(`env.${name}`, ...problem);
    return text;
  }
  const what = secretIn(text);
  if (what !== undefined) report(`env.${name}`, `contains ${what}`, hintFor("env", what));
  else if (!secrets.has(text) && referencesIn(text).length === 0 && isSecretName(name, text)) {
    report(`env.${name}`, "looks like a secret, and its value would be in git", SECRET_HINTS.env);
  }
  return text;
}

/** Explains, with a hint, why a variable cannot hold a value unchanged. Returns undefined for a scalar that it can hold. */
function scalarProblem(value: unknown): readonly [message: string, hint?: string] | undefined {
  const text = stringOf(value);
  if (text === undefined) {
    const message = "is not a string, a number, true or false";
    return isRecord(value) ? [message, VALUE_HINT] : [message];
  }
  if (typeof value === "number" && (!isExact(value) || /[en]/i.test(text)))
    return [`${Object.is(value, -0) ? "-0" : text} is not a number that a variable keeps`, "write the digits as a string"];
  const problem = textProblem(text);
  if (problem === undefined) return undefined;
  return text.includes(MISPLACED) ? [problem, "give that value to a separate variable, and write $(ITS_NAME) here"] : [problem];
}

/** Returns the string of a literal value that a variable may have; undefined for other values. */
export const stringOf = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "boolean" || typeof value === "number" ? String(value) : undefined;
