import { messageOf } from "../../base/errors.ts";
import { UserError } from "../../base/user-error.ts";
import { isRecord } from "../../base/values.ts";
import { type Attempt, parseRetryAfter, retry } from "../../system/retry.ts";
import { isLoopback } from "./image-name.ts";

export interface HttpOptions {
  /** Milliseconds for all attempts together. @default 30000 */
  readonly deadlineMs?: number | undefined;
  /** Milliseconds for one attempt. @default 10000 */
  readonly attemptMs?: number | undefined;
  /** Called with a line for each failed attempt that is repeated. */
  readonly onRetry?: ((line: string) => void) | undefined;
}

export interface Request {
  readonly url: URL;
  readonly method: "HEAD" | "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent to the host of `url` only, never to a host that it redirects to. */
  readonly authorization?: string | undefined;
  readonly body?: URLSearchParams;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Up to `MAXIMUM_BODY` bytes. */
  readonly body: Buffer;
  /** True if the host of the request answered, false if it redirected to another one. */
  readonly own: boolean;
}

export type Http = (request: Request) => Promise<Answer>;

/** Bytes of the largest manifest that registries accept (OCI distribution specification, "Pushing Manifests"). */
const MAXIMUM_BODY = 4 * 1024 * 1024;
const MAXIMUM_REDIRECTS = 5;
const BACKOFF = { baseMs: 200, maximumMs: 5000 } as const;
const RETRIED: ReadonlySet<number> = new Set([408, 425, 429]);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** Creates a client that retries with exponential backoff until its deadline, which starts with this call. */
export function httpClient({ deadlineMs = 30_000, attemptMs = 10_000, onRetry }: HttpOptions): Http {
  const started = performance.now();
  const leftMs = (): number => deadlineMs - (performance.now() - started);
  return async (request) => {
    const attempt = (): Promise<Attempt<Answer>> => tryOnce(request, Math.max(1, Math.round(Math.min(attemptMs, leftMs()))));
    const result = await retry(attempt, {
      ...BACKOFF,
      leftMs,
      onRetry: ({ failed, nextAttempt }) => onRetry?.(`${request.url.host}: ${failed}; attempt ${nextAttempt} follows`),
    });
    if ("value" in result) return result.value;
    throw unreachable(request.url, result.attempts, result.failed, performance.now() - started);
  };
}

async function tryOnce(request: Request, limitMs: number): Promise<Attempt<Answer>> {
  try {
    const answer = await ask(request, AbortSignal.timeout(limitMs));
    if (!RETRIED.has(answer.status) && answer.status < 500) return { value: answer };
    return { failed: `HTTP ${answer.status}`, retryAfterMs: parseRetryAfter(answer.headers.get("retry-after"), Date.now()) };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return { failed: `no answer within ${inSeconds(limitMs)}` };
    if (!(error instanceof TypeError)) throw error;
    const { cause } = error;
    const code = isRecord(cause) && typeof cause["code"] === "string" ? cause["code"] : "";
    if (code.startsWith("ERR_SSL_")) return { failed: `no TLS (${code})`, kind: "final" };
    const failed = cause === undefined ? messageOf(error) : messageOf(cause) || code;
    return { failed, kind: /CERT|SELF_SIGNED|^ERR_TLS|^UNABLE_TO_/.test(code) ? "final" : "transient" };
  }
}

async function ask({ url: from, method, headers, authorization, body }: Request, signal: AbortSignal): Promise<Answer> {
  let url = from;
  let own = true;
  for (let redirects = 0; ; redirects += 1) {
    const response = await fetch(url, {
      method,
      headers: { ...headers, "user-agent": "fairlead", ...(own && authorization !== undefined ? { authorization } : {}) },
      body: body ?? null,
      redirect: "manual",
      signal,
    });
    const next = redirects < MAXIMUM_REDIRECTS && method !== "POST" ? redirectOf(response, url) : undefined;
    if (next === undefined) return { status: response.status, headers: response.headers, body: await bodyOf(response), own };
    await response.body?.cancel();
    own &&= next.origin === from.origin;
    url = next;
  }
}

/** Returns the target of a redirect. Undefined if there is none, or if it is not safe. */
function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get("location");
  const url = location !== null && REDIRECTS.has(status) && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  return url !== undefined && isSafe(url, from) ? url : undefined;
}

/** True if `from` may redirect to the address: over TLS, or from loopback to loopback. An address with a user fails in fetch. */
export const isSafe = (url: URL, from: URL): boolean =>
  url.username === "" &&
  url.password === "" &&
  (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url) && isLoopback(from)));

async function bodyOf(response: Response): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAXIMUM_BODY) break;
  }
  return Buffer.concat(chunks);
}

const inSeconds = (ms: number): string => `${Number((ms / 1000).toPrecision(2))} s`;

function unreachable({ host, origin }: URL, attempts: number, failure: string, ms: number): UserError {
  const tries = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  const settings = "NODE_EXTRA_CA_CERTS names a private authority, NODE_USE_ENV_PROXY=1 uses HTTPS_PROXY";
  return new UserError("IMAGE", `${host} gave no usable answer: ${tries} in ${inSeconds(ms)}, the last: ${failure}`, {
    hint: `curl -I ${origin}/v2/ shows the cause; ${settings}`,
  });
}
