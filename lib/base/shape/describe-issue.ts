import type { core } from "zod/mini";
import { shorten } from "../text.ts";

/** Words an issue with the value. `kinds` lists the known values of a union's discriminator. */
export function describeIssue(issue: core.$ZodIssue, value: unknown, kinds: () => readonly string[]): string {
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
