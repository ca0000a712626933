import { isRecord } from "../../base/values.ts";
import { type Attempt, parseRetryAfter, retry } from "../../system/retry.ts";
import { failureText } from "./failure-text.ts";
import type { HealthTools } from "./health-check.ts";
import { oneLine } from "./one-line.ts";
import { readToken } from "./read-token.ts";

/** The JSON of an API, or the reason why there is none. */
export type Asked = { readonly value: unknown } | { readonly reason: string };

/** Milliseconds. */
const TIMEOUT = 10_000;
const BACKOFF = { baseMs: 250, maximumMs: 2000, maximumAttempts: 3 } as const;

/** Bytes. */
const MAXIMUM_BODY = 32 * 1024 * 1024;

const TRANSIENT: ReadonlySet<number> = new Set([408, 425, 429]);

/** Gets JSON from an API, and tries again if the server fails. Follows no redirect, so that a token stays with its host. */
export async function askApi(url: URL, variable: string | undefined, tools: HealthTools): Promise<Asked> {
  const read = variable === undefined ? undefined : readToken(variable, tools);
  if (read !== undefined && "reason" in read) return read;
  const headers = { accept: "application/json", ...(read === undefined ? {} : { authorization: `Bearer ${read.token}` }) };
  const { timeoutMs = TIMEOUT } = tools;
  const started = performance.now();
  const leftMs = (): number => 2 * timeoutMs - (performance.now() - started);
  const result = await retry(() => tryOnce(url, { headers, variable, timeoutMs }), { ...BACKOFF, leftMs });
  if ("value" in result) return { value: result.value };
  const failed = read === undefined ? result.failed : result.failed.replaceAll(read.token, "***");
  return { reason: `${url.host} ${failed}` };
}

interface Request {
  readonly headers: Readonly<Record<string, string>>;
  /** The variable of the token, if there is one. */
  readonly variable: string | undefined;
  readonly timeoutMs: number;
}

async function tryOnce(url: URL, { headers, variable, timeoutMs }: Request): Promise<Attempt<unknown>> {
  try {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs), redirect: "manual" });
    const body = await bodyOf(response);
    if (body === undefined) return { failed: `answered more than ${MAXIMUM_BODY / 1024 / 1024} MiB`, kind: "final" };
    const value = parsed(body);
    if (response.status !== 200) return refusal(response, value, variable);
    return value === undefined ? { failed: "answered no JSON", kind: "final" } : { value };
  } catch (error) {
    return { failed: `did not answer: ${failureText(error, timeoutMs)}` };
  }
}

/** Explains a status other than 200. */
function refusal({ status, headers }: Response, value: unknown, variable: string | undefined): Attempt<never> {
  const said = isRecord(value) && typeof value["error"] === "string" ? `: ${oneLine(value["error"])}` : "";
  const whose =
    status !== 401 && status !== 403 ? "" : variable === undefined ? ", and the check names no token" : `, with the token of ${variable}`;
  const isTransient = status >= 500 || TRANSIENT.has(status);
  return {
    failed: `answered ${status}${whose}${said}`,
    retryAfterMs: parseRetryAfter(headers.get("retry-after"), Date.now()),
    kind: isTransient ? "transient" : "final",
  };
}

/** Reads a body. Returns undefined if it is too long. */
async function bodyOf(response: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAXIMUM_BODY) return undefined;
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
