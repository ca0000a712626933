import type { core, ZodMiniType } from "zod/mini";
import type { Report } from "../problem.ts";
import { suggestion } from "../suggestion.ts";
import { shorten } from "../text.ts";
import { valueAt } from "../values.ts";
import { fieldsAt, kindsAt } from "./known-fields.ts";

/** Checks a value against a schema and reports every mismatch. Returns true if there is none. */
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

/** Returns the issues inside the form that the value has, if only its parts mismatch; else the issue itself. */
function deepest(issue: core.$ZodIssue): readonly core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const branch = issue.errors.find((errors) => errors.length > 0 && errors.every(({ path }) => path.length > 0));
  if (branch === undefined) return [issue];
  return branch.flatMap((inner) => deepest({ ...inner, path: [...issue.path, ...inner.path] }));
}

function describe(issue: core.$ZodIssue, value: unknown, kinds: () => readonly string[]): string {
  switch (issue.code) {
    case "invalid_type":
      return mismatch(article(issue.expected), value);
    case "too_small":
      return issue.origin === "array" ? "must not be empty" : `must be at least ${issue.minimum}, got ${show(value)}`;
    case "too_big":
      return `must be at most ${issue.maximum}, got ${show(value)}`;
    case "invalid_value":
      return mismatch(oneOf(issue.values.map(String)), value);
    case "invalid_union":
      return issue.message === "Invalid input" ? mismatch(oneOf(kinds()), value) : custom(issue.message, value);
    case "invalid_key":
      return "must be a name";
    default:
      return custom(issue.message, value);
  }
}

const mismatch = (expected: string, value: unknown): string =>
  value === undefined ? `missing: ${expected} is required` : `must be ${expected}, got ${show(value)}`;

/** Adds the value to a schema's own message, such as `must start with "/"` or `is listed twice`. */
const custom = (message: string, value: unknown): string =>
  message.startsWith("must ") ? `${message}, got ${show(value)}` : `${show(value)} ${message}`;

/** Lists words: `"grpc", "http" or "tcp"`. */
function oneOf(words: readonly string[]): string {
  const quoted = words.map((word) => `"${word}"`);
  const last = quoted.pop() ?? "";
  return quoted.length === 0 ? last : `${quoted.join(", ")} or ${last}`;
}

const ARTICLES: Readonly<Record<string, string>> = {
  int: "an integer",
  number: "a number",
  string: "a string",
  boolean: "a boolean",
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
