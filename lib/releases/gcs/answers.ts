import { STATUS_CODES } from "node:http";
import { isRecord } from "../../base/values.ts";
import { bodyOf } from "./checksum.ts";
import type { HttpAnswer } from "./transport.ts";

/** What an answer says. */
export type Outcome =
  | "ok"
  /** The precondition does not hold. */
  | "changed"
  | "no-object"
  | "no-bucket"
  /** One of the two; the server does not say which. */
  | "not-found"
  | "refused"
  /** May pass. */
  | "passing"
  | "unexpected";

/** Far more than any answer unpacks to. */
const MOST_TEXT = 16 * 1024 * 1024;

const PASSING: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

export function outcomeOf(answer: HttpAnswer): Outcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return "ok";
  if (status === 412) return "changed";
  if (status === 404) return missing(messageIn(answer));
  if (PASSING.has(status)) return "passing";
  // Quotas of a project are told as 403; a hash that differs, as 400: the bytes were damaged on the way.
  if (status === 403) return /"(?:userR|r)ateLimitExceeded"/.test(textOf(answer)) ? "passing" : "refused";
  if (status === 400) return /crc32c|md5/i.test(messageIn(answer)) ? "passing" : "unexpected";
  return status === 401 ? "refused" : "unexpected";
}

function missing(message: string): Outcome {
  if (/^no such object/i.test(message)) return "no-object";
  return /bucket\b.*\bnot (?:exist|found)|no such bucket/i.test(message) ? "no-bucket" : "not-found";
}

/** The body as text; empty where it cannot be read. */
export function textOf(answer: HttpAnswer): string {
  const body = bodyOf(answer, MOST_TEXT);
  return "failed" in body ? "" : body.toString("utf8");
}

/** What the server says in words: JSON at most addresses, plain text where content was asked for. One line that can be shown. */
export function messageIn(answer: HttpAnswer): string {
  const text = textOf(answer);
  const message = isJson(answer) ? errorIn(text) : (answer.headers["content-type"] ?? "").startsWith("text/") ? text : "";
  return message.includes("<")
    ? ""
    : message
        .replace(/[\p{Cc}\p{Cf}\s]+/gu, " ")
        .trim()
        .slice(0, 300);
}

const isJson = ({ headers }: HttpAnswer): boolean => /^application\/json\b/.test(headers["content-type"] ?? "");

function errorIn(text: string): string {
  const { error } = jsonIn(text) ?? {};
  const message = isRecord(error) ? error["message"] : undefined;
  return typeof message === "string" ? message : "";
}

/** The object that a text is as JSON, or undefined. */
export function jsonIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Milliseconds until the time that `Retry-After` names, in seconds or as a date; undefined without one. */
export function retryAfterOf({ headers }: HttpAnswer, now: number): number | undefined {
  const text = headers["retry-after"];
  if (text === undefined) return undefined;
  const ms = /^\d+$/.test(text.trim()) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}

/** `503 Service Unavailable`, whatever the server calls it. */
export const statusText = (status: number): string => `${status} ${STATUS_CODES[status] ?? ""}`.trim();
