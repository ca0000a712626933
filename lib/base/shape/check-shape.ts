import { suggestion } from "../suggestion.ts";
import { shorten } from "../text.ts";
import type { core, ZodMiniType } from "zod/mini";
import { valueAt } from "../values.ts";
import type { Report } from "../problem.ts";
import { fieldsAt, kindsAt } from "./known-fields.ts";

/** Holds a value against a schema and reports everything that does not fit; true where all does. */
export function checkShape(schema: ZodMiniType, value: unknown, report: Report, at = ""): boolean {
  const result = schema.safeParse(value);
  if (result.success) return true;
  for (const issue of result.error.issues.flatMap((each) => deepest(each))) {
    const path = [at, ...issue.path.map(String)].filter((part) => part !== "").join(".");
    if (issue.code === "unrecognized_keys") {
      const known = fieldsAt(schema, value, issue.path);
      for (const key of issue.keys) report(path === "" ? key : `${path}.${key}`, `unknown field${suggestion(key, known)}`);
    } else {
      report(
        path,
        describe(issue, valueAt(value, issue.path), () => kindsAt(schema, value, issue.path)),
      );
    }
  }
  return false;
}

/** Where one of several forms fits but for something inside, that is the problem, not the whole. */
function deepest(issue: core.$ZodIssue): readonly core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const branch = issue.errors.find((errors) => errors.length > 0 && errors.every(({ path }) => path.length > 0));
  if (branch === undefined) return [issue];
  return branch.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
}

function describe(issue: core.$ZodIssue, value: unknown, kinds: () => readonly string[]): string {
  const shown = show(value);
  switch (issue.code) {
    case "invalid_type":
      return value === undefined ? `missing: ${article(issue.expected)} is required` : `${shown} is not ${article(issue.expected)}`;
    case "too_small":
      return issue.origin === "array" ? "is empty" : `${shown} is below the least, ${issue.minimum}`;
    case "too_big":
      return `${shown} is above the most, ${issue.maximum}`;
    case "invalid_value":
      return oneOf(value, issue.values.map(String));
    case "invalid_union":
      return issue.message === "Invalid input" ? oneOf(value, kinds()) : `${shown} ${issue.message}`;
    case "invalid_key":
      return "is not a name";
    default:
      return `${shown} ${issue.message}`;
  }
}

function oneOf(value: unknown, known: readonly string[]): string {
  const list = known.map((name) => `"${name}"`).join(", ");
  return value === undefined ? `missing: one of ${list} is required` : `${show(value)} is not one of ${list}`;
}

const ARTICLES: Readonly<Record<string, string>> = {
  int: "a whole number",
  number: "a number",
  string: "a text",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const article = (expected: string): string => ARTICLES[expected] ?? expected;

function show(value: unknown): string {
  if (typeof value === "function") return "a function";
  if (typeof value === "string") return JSON.stringify(shorten(value));
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}
