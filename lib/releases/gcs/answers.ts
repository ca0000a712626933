import { STATUS_CODES } from "node:http";
import { isRecord } from "../../base/values.ts";
import { parseRetryAfter } from "../../system/retry.ts";
import { bodyOf } from "./checksum.ts";
import type { HttpAnswer } from "./transport.ts";

/** The meaning of an answer. */
export type Outcome =
  | "ok"
  /** The object has another generation than the precondition. */
  | "changed"
  | "no-object"
  | "no-bucket"
  /** The object or the bucket is missing; the server does not say which. */
  | "not-found"
  | "refused"
  /** A retry may succeed. */
  | "transient"
  | "unexpected";

/** Bytes of the largest uncompressed answer that is read; real ones are far smaller. */
const MAXIMUM_BODY = 16 * 1024 * 1024;

const TRANSIENT: ReadonlySet<number> = new Set([408, 429, 500, 502, 503, 504]);

/** Classifies an answer by its status and message. */
export function outcomeOf(answer: HttpAnswer): Outcome {
  const { status } = answer;
  if (status >= 200 && status < 300) return "ok";
  if (status === 412) return "changed";
  if (status === 404) return missing(messageIn(answer));
  if (TRANSIENT.has(status)) return "transient";
  // A project's quota answers 403. A different hash answers 400: the bytes were damaged in transit.
  if (status === 403) return /"(?:userR|r)ateLimitExceeded"/.test(textOf(answer)) ? "transient" : "refused";
  if (status === 400) return /crc32c|md5/i.test(messageIn(answer)) ? "transient" : "unexpected";
  return status === 401 ? "refused" : "unexpected";
}

function missing(message: string): Outcome {
  if (/^no such object/i.test(message)) return "no-object";
  return /bucket\b.*\bnot (?:exist|found)|no such bucket/i.test(message) ? "no-bucket" : "not-found";
}

/** Returns the body as a string. Empty if it cannot be decompressed. */
export function textOf(answer: HttpAnswer): string {
  const body = bodyOf(answer, MAXIMUM_BODY);
  return "failed" in body ? "" : body.toString("utf8");
}

/** Returns the server's message as one printable line: from JSON, or from plain text if content was requested. */
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

/** Parses a JSON object. Undefined if the string is anything else. */
export function jsonIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the milliseconds that the server asks us to wait. Undefined if it does not ask. */
export const retryAfterOf = ({ headers }: HttpAnswer, now: number): number | undefined => parseRetryAfter(headers["retry-after"], now);

/** Formats a status with its standard reason: `503 Service Unavailable`. */
export const statusText = (status: number): string => `${status} ${STATUS_CODES[status] ?? ""}`.trim();
