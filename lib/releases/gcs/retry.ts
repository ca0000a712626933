import { setTimeout as sleep } from "node:timers/promises";

export interface RetryOptions {
  /** Milliseconds that go into failures, of all requests together. @default 60000 */
  readonly deadlineMs?: number | undefined;
  /** Hears of every attempt that failed and is made again. */
  readonly onRetry?: ((what: string) => void) | undefined;
}

/** What came of one attempt. */
export type Attempt<T> = { readonly value: T } | Failure;

/** A failure that may pass. */
export interface Failure {
  /** In words, such as `503 Service Unavailable`. */
  readonly failed: string;
  /** Milliseconds that the server asked to wait. */
  readonly retryAfterMs?: number | undefined;
}

/** What was tried in vain. */
export interface Vain {
  readonly attempts: number;
  readonly ms: number;
  /** The last failure. */
  readonly failed: string;
}

export interface Retry {
  /** Makes attempts until one has a value; throws what `giveUp` makes of it when the time is over. `limit` ends one attempt. */
  <T>(what: string, attempt: (limit: AbortSignal) => Promise<Attempt<T>>, giveUp: (vain: Vain) => Error): Promise<T>;
}

const BASE_MS = 100;
const CAP_MS = 8000;
/** The longest that one attempt may take: an answer that stalls is asked for again. */
const ATTEMPT_MS = 10_000;

/**
 * Milliseconds to wait after the `nth` failure, the first being 1: random up to an exponential bound ("full jitter"), never less than
 * the server asks for. Undefined where that leaves no time for another attempt.
 * @param random from 0 to 1
 */
export function waitAfter(nth: number, leftMs: number, retryAfterMs: number, random: number): number | undefined {
  if (leftMs < BASE_MS || retryAfterMs >= leftMs) return undefined;
  // Half of what is left at most, so that the last attempts are spread over the end rather than lost.
  const bound = Math.min(CAP_MS, BASE_MS * 2 ** (nth - 1), leftMs / 2);
  return Math.round(Math.max(retryAfterMs, random * bound));
}

/**
 * Retries for all requests of a store within one deadline. The clock runs while any request is failing, from the start of the attempt
 * that failed first: a long command that succeeds is not cut off, and a thousand requests that fail do not wait a thousand times.
 * When the time is over, a request still gets one attempt, and no more.
 */
export function createRetry({ deadlineMs = 60_000, onRetry = () => {} }: RetryOptions): Retry {
  const attemptMs = Math.min(ATTEMPT_MS, deadlineMs / 4);
  let spent = 0;
  let failing = 0;
  let since = 0;
  const left = (): number => deadlineMs - spent - (failing > 0 ? performance.now() - since : 0);
  const begin = (at: number): void => {
    if (failing === 0) since = at;
    failing += 1;
  };
  const end = (): void => {
    failing -= 1;
    if (failing === 0) spent += performance.now() - since;
  };

  return async (what, attempt, giveUp) => {
    const started = performance.now();
    let begun = false;
    try {
      for (let nth = 1; ; nth += 1) {
        const at = performance.now();
        const result = await attempt(AbortSignal.timeout(limitOf(attemptMs, left())));
        if ("value" in result) return result.value;
        if (!begun) begin(at);
        begun = true;
        const wait = waitAfter(nth, left(), result.retryAfterMs ?? 0, Math.random());
        if (wait === undefined) throw giveUp({ attempts: nth, ms: performance.now() - started, failed: result.failed });
        onRetry(`${what}: ${result.failed}; attempt ${nth + 1} in ${wait} ms`);
        await sleep(wait);
      }
    } finally {
      if (begun) end();
    }
  };
}

const limitOf = (attemptMs: number, leftMs: number): number =>
  Math.ceil(leftMs > 0 ? Math.min(attemptMs, Math.max(leftMs, BASE_MS)) : attemptMs / 4);
