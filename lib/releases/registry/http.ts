import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../../base/user-error.ts";
import { messageOf } from "../../base/errors.ts";
import { isRecord } from "../../base/values.ts";
import { isLoopback } from "./image-name.ts";

export interface HttpOptions {
  /** Milliseconds for everything, all attempts together. @default 30000 */
  readonly deadlineMs?: number | undefined;
  /** Milliseconds for one attempt. @default 10000 */
  readonly attemptMs?: number | undefined;
  /** Hears of every attempt that failed and is made again. */
  readonly onRetry?: ((what: string) => void) | undefined;
}

export interface Request {
  readonly url: URL;
  readonly method: "HEAD" | "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent to the host of `url` alone, wherever that redirects to. */
  readonly authorization?: string | undefined;
  readonly body?: URLSearchParams;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Up to `MOST_BODY` bytes. */
  readonly body: Buffer;
  /** Whether the host that was asked has answered, rather than one that it redirects to. */
  readonly own: boolean;
}

export type Http = (request: Request) => Promise<Answer>;

/** The largest manifest that registries take (OCI distribution specification, "Pushing Manifests"). */
const MOST_BODY = 4 * 1024 * 1024;
const MOST_REDIRECTS = 5;
const BACKOFF = { first: 200, most: 5000 } as const;
const RETRIED: ReadonlySet<number> = new Set([408, 425, 429]);
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** A client that asks again, with growing random pauses, until its deadline. The deadline counts from this call. */
export function httpClient({ deadlineMs = 30_000, attemptMs = 10_000, onRetry }: HttpOptions): Http {
  const started = performance.now();
  const left = (): number => deadlineMs - (performance.now() - started);
  return async (request) => {
    let backoff: number = BACKOFF.first;
    for (let attempts = 1; ; attempts += 1) {
      const limit = Math.max(1, Math.round(Math.min(attemptMs, left())));
      const { answer, failure, final } = await attempt(request, limit);
      if (failure === undefined) return answer;
      const pause = Math.max(backoff * (0.5 + Math.random() / 2), answer === undefined ? 0 : retryAfter(answer.headers));
      if (final || pause >= left()) throw unreachable(request.url, attempts, failure, performance.now() - started);
      onRetry?.(`${request.url.host}: ${failure}; attempt ${attempts + 1} follows`);
      await sleep(pause);
      backoff = Math.min(backoff * 2, BACKOFF.most);
    }
  };
}

/** What came of one attempt: an answer to use, or a failure, which is `final` where another attempt has no other result. */
type Attempt =
  | { readonly answer: Answer; readonly failure?: undefined; readonly final?: undefined }
  | { readonly answer?: Answer; readonly failure: string; readonly final: boolean };

async function attempt(request: Request, limit: number): Promise<Attempt> {
  try {
    const answer = await ask(request, AbortSignal.timeout(limit));
    const failed = RETRIED.has(answer.status) || answer.status >= 500;
    return failed ? { answer, failure: `HTTP ${answer.status}`, final: false } : { answer };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return { failure: `no answer within ${inSeconds(limit)}`, final: false };
    if (!(error instanceof TypeError)) throw error;
    const { cause } = error;
    const code = isRecord(cause) && typeof cause["code"] === "string" ? cause["code"] : "";
    if (code.startsWith("ERR_SSL_")) return { failure: `no TLS (${code})`, final: true };
    const failure = cause === undefined ? messageOf(error) : messageOf(cause) || code;
    return { failure, final: /CERT|SELF_SIGNED|^ERR_TLS|^UNABLE_TO_/.test(code) };
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
    const next = redirects < MOST_REDIRECTS && method !== "POST" ? redirectOf(response, url) : undefined;
    if (next === undefined) return { status: response.status, headers: response.headers, body: await bodyOf(response), own };
    await response.body?.cancel();
    own &&= next.origin === from.origin;
    url = next;
  }
}

/** Where an answer sends us on to; undefined also where that is no place to go. */
function redirectOf({ status, headers }: Response, from: URL): URL | undefined {
  const location = headers.get("location");
  const url = location !== null && REDIRECTS.has(status) && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  return url !== undefined && isSafe(url, from) ? url : undefined;
}

/** Whether `from` may name the address: over TLS, or on this machine where `from` is; and without a user in it, which fetch refuses. */
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
    if (size > MOST_BODY) break;
  }
  return Buffer.concat(chunks);
}

/** Milliseconds that a `Retry-After` asks for: seconds, or a date. */
function retryAfter(headers: Headers): number {
  const text = headers.get("retry-after") ?? "";
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? 0 : ms;
}

const inSeconds = (ms: number): string => `${Number((ms / 1000).toPrecision(2))} s`;

function unreachable({ host, origin }: URL, attempts: number, failure: string, ms: number): UserError {
  const tries = attempts === 1 ? "1 attempt" : `${attempts} attempts`;
  const settings = "NODE_EXTRA_CA_CERTS names a private authority, NODE_USE_ENV_PROXY=1 uses HTTPS_PROXY";
  return new UserError("IMAGE", `${host} gave no usable answer: ${tries} in ${inSeconds(ms)}, the last: ${failure}`, {
    hint: `curl -I ${origin}/v2/ shows what is in the way; ${settings}`,
  });
}
