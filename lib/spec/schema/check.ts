import type { ZodMiniType } from "zod/mini";
import type { core } from "zod/mini";
import { suggestion } from "../names.ts";
import type { Report } from "../problem.ts";

/** Holds a value against a schema and reports everything that does not fit; true where all does. */
export function checkShape(schema: ZodMiniType, value: unknown, report: Report, at = ""): boolean {
  const result = schema.safeParse(value);
  if (result.success) return true;
  for (const issue of result.error.issues) {
    const path = [at, ...issue.path.map(String)].filter((part) => part !== "").join(".");
    if (issue.code === "unrecognized_keys") {
      const known = knownKeys(schema, issue.path);
      for (const key of issue.keys) report(path === "" ? key : `${path}.${key}`, `unknown field${suggestion(key, known)}`);
    } else {
      report(path, describe(issue, lookUp(value, issue.path)));
    }
  }
  return false;
}

function describe(issue: core.$ZodIssue, value: unknown): string {
  const shown = show(value);
  switch (issue.code) {
    case "invalid_type":
      return value === undefined ? `missing: ${article(issue.expected)} is required` : `${shown} is not ${article(issue.expected)}`;
    case "too_small":
      return issue.origin === "array" ? "is empty" : `${shown} is below the least, ${issue.minimum}`;
    case "too_big":
      return `${shown} is above the most, ${issue.maximum}`;
    case "invalid_value":
      return `${shown} is not one of ${issue.values.map((known) => `"${String(known)}"`).join(", ")}`;
    case "invalid_union":
      return issue.message === "Invalid input" ? `${shown} has no known kind` : `${shown} ${issue.message}`;
    case "invalid_key":
      return "is not a name";
    default:
      return `${shown} ${issue.message}`;
  }
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
  if (typeof value === "string") return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" && value !== null ? "an object" : String(value);
}

function lookUp(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = Reflect.get(at, key);
  }
  return at;
}

/** The fields that a schema knows at a path, for "did you mean". */
function knownKeys(schema: core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const def: unknown = schema._zod.def;
  const field = (name: string): unknown => (typeof def === "object" && def !== null ? Reflect.get(def, name) : undefined);
  const inner = field("innerType") ?? field("valueType") ?? field("element");
  if (isSchema(field("innerType"))) return knownKeys(inner as core.$ZodType, path);
  const shape = field("shape");
  const [key, ...rest] = path;
  if (typeof shape === "object" && shape !== null) {
    if (key === undefined) return Object.keys(shape);
    const next: unknown = Reflect.get(shape, key);
    return isSchema(next) ? knownKeys(next, rest) : [];
  }
  return key !== undefined && isSchema(inner) ? knownKeys(inner, rest) : [];
}

const isSchema = (value: unknown): value is core.$ZodType => typeof value === "object" && value !== null && "_zod" in value;
