import { messageOf } from "../base/errors.ts";
import { isRecord } from "../base/values.ts";
import type { PolicyFinding } from "./policy.ts";

/** The answer of a function of a policy: its findings, or the mistake of the function. */
export type Answer = { readonly findings: readonly PolicyFinding[] } | { readonly mistake: string };

const NONE: Answer = { findings: [] };

/** Calls a function of a policy and checks its answer. It never throws. */
export function callPolicy(call: () => unknown): Answer {
  let answer: unknown;
  try {
    answer = call();
  } catch (error) {
    return { mistake: `threw: ${firstLine(messageOf(error))}` };
  }
  // The failure of an abandoned promise would end the process.
  if (answer instanceof Promise) answer.catch(() => undefined);
  if (!Array.isArray(answer)) return { mistake: `must return a list of findings, and returned ${nameOf(answer)}` };
  if (answer.length === 0) return NONE;
  const items: readonly unknown[] = answer;
  const wrong = items.find((item) => !isFinding(item));
  return items.every(isFinding)
    ? { findings: items }
    : { mistake: `must return strings or { path, message }, and returned a list with ${nameOf(wrong)}` };
}

const isFinding = (value: unknown): value is PolicyFinding =>
  (typeof value === "string" && value !== "") ||
  (isRecord(value) && typeof value["path"] === "string" && typeof value["message"] === "string" && value["message"] !== "");

/** Names the type of a wrong answer. */
function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (value === "") return "an empty string";
  if (value instanceof Promise) return "a promise: a policy is synchronous";
  return `${typeof value === "object" ? "an" : "a"} ${typeof value}`;
}

const firstLine = (text: string): string => text.trim().split("\n")[0] ?? "";
