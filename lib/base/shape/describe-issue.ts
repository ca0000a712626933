import type { core } from "zod/mini";
import { shorten } from "../text.ts";

/** Words an issue with the value. `kinds` lists the known values of a union's discriminator. */
export function describeIssue(issue: core.$ZodIssue, value: unknown, kinds: () => readonly string[]): string {
  switch (issue.code) {
    case "invalid_type":
      return mismatch(article(issue.expected), value);
    case "too_small":
      // Lists and strings have the minimum 1 only.
      return SIZED.has(issue.origin) ? "must not be empty" : `must be at least ${issue.minimum}, got ${show(value)}`;
    case "too_big":
      return issue.origin === "string"
        ? `must have at most ${issue.maximum} characters, got ${show(value)}`
        : `must be at most ${issue.maximum}, got ${show(value)}`;
    case "invalid_value":
      return mismatch(oneOf(issue.values.map(String)), value);
    case "invalid_union":
      return issue.message === "Invalid input" ? mismatch(formsOf(issue, kinds()), value) : custom(issue.message, value);
    case "invalid_key":
      return "must be a name";
    default:
      return custom(issue.message, value);
  }
}

/** Returns the value to write in place of a number or boolean, or of the digits of a number. Returns undefined for other values. */
export function hintOf(issue: core.$ZodIssue, value: unknown): string | undefined {
  if (issue.code === "invalid_value")
    return typeof value === "number" && issue.values.includes(String(value)) ? `write "${value}"` : undefined;
  if (issue.code !== "invalid_type") return undefined;
  if (issue.expected === "string" && (typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))))
    return `write "${value}"`;
  const isDigits = typeof value === "string" && /^(?:0|[1-9]\d{0,14})$/.test(value);
  return isDigits && (issue.expected === "number" || issue.expected === "int") ? `write ${value}` : undefined;
}

const mismatch = (expected: string, value: unknown): string =>
  value === undefined ? `missing: ${expected} is required` : `must be ${expected}, got ${show(value)}`;

/** Adds the value to a schema's own message, such as `must start with "/"` or `is listed twice`. */
const custom = (message: string, value: unknown): string =>
  value === undefined && /^must be a \w+$/.test(message)
    ? `missing: ${message.slice("must be ".length)} is required`
    : message.startsWith("must ")
      ? `${message}, got ${show(value)}`
      : `${show(value)} ${message}`;

/** The things whose size a schema limits. */
const SIZED: ReadonlySet<string> = new Set(["array", "string"]);

/** Lists words: `"grpc", "http" or "tcp"`. */
const oneOf = (words: readonly string[]): string => alternatives(words.map((word) => `"${word}"`));

/** Lists what a union takes: the values of its discriminator, else the type of each form. */
function formsOf({ errors }: core.$ZodIssueInvalidUnion, kinds: readonly string[]): string {
  if (kinds.length > 0) return oneOf(kinds);
  const types = errors
    .flat()
    .flatMap((issue) => (issue.code === "invalid_type" && issue.path.length === 0 ? [article(issue.expected)] : []));
  return alternatives([...new Set(types)]);
}

function alternatives(forms: readonly string[]): string {
  const last = forms.at(-1) ?? "";
  return forms.length < 2 ? last : `${forms.slice(0, -1).join(", ")} or ${last}`;
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
