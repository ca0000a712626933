import { setTimeout as sleep } from "node:timers/promises";
import { count } from "../base/text.ts";

/** The result of one attempt. */
export type Attempt<T> = { readonly value: T } | Failure;

export interface Failure {
  /** The failure in words, such as `503 Service Unavailable`. */
  readonly failed: string;
  /** Milliseconds that the server asks us to wait. @default 0 */
  readonly retryAfterMs?: number | undefined;
  /** `final`: another attempt would fail the same way. @default "transient" */
  readonly kind?: "transient" | "final" | undefined;
}

/** Attempts that all failed. */
export interface Exhausted {
  readonly attempts: number;
  /** Milliseconds from the first attempt to the last failure. */
  readonly ms: number;
  /** The last failure. */
  readonly failed: string;
}

/** Formats the attempts of an operation: `3 attempts in 4.2 s`. */
export const attemptsText = ({ attempts, ms }: Omit<Exhausted, "failed">): string =>
  `${count(attempts, "attempt")} in ${(ms / 1000).toFixed(1)} s`;

/** Exponential backoff with full jitter: each wait is random, below a bound that doubles. */
export interface Backoff {
  /** Milliseconds that bound the first wait. If less time is left, no further attempt is made. */
  readonly baseMs: number;
  /** Milliseconds that bound every wait. */
  readonly maximumMs: number;
}

export interface RetryOptions extends Backoff {
  /** Milliseconds left until the deadline. @default no deadline */
  readonly leftMs?: () => number;
  /** At least 1. @default no limit */
  readonly maximumAttempts?: number;
  /** Called before each wait. */
  readonly onRetry?: (retry: { readonly failed: string; readonly nextAttempt: number; readonly waitMs: number }) => void;
}

/** Repeats an attempt until it gives a value, fails for good, or runs out of time or attempts. */
export async function retry<T>(attempt: () => Promise<Attempt<T>>, options: RetryOptions): Promise<{ readonly value: T } | Exhausted> {
  const { leftMs = () => Infinity, maximumAttempts = Infinity, onRetry } = options;
  const started = performance.now();
  for (let nth = 1; ; nth += 1) {
    const result = await attempt();
    if ("value" in result) return result;
    const { failed, retryAfterMs, kind } = result;
    const waitMs =
      kind === "final" || nth >= maximumAttempts
        ? undefined
        : waitAfter(nth, options, { leftMs: leftMs(), retryAfterMs, random: Math.random() });
    if (waitMs === undefined) return { attempts: nth, ms: performance.now() - started, failed };
    onRetry?.({ failed, nextAttempt: nth + 1, waitMs });
    await sleep(waitMs);
  }
}

export interface Wait {
  /** Milliseconds until the deadline. */
  readonly leftMs: number;
  /** Milliseconds that the server asks for. @default 0 */
  readonly retryAfterMs?: number | undefined;
  /** From 0 to 1. */
  readonly random: number;
}

/** Returns the milliseconds to wait after the `nth` failure, counted from 1. Undefined if that leaves no time for another attempt. */
export function waitAfter(nth: number, { baseMs, maximumMs }: Backoff, { leftMs, retryAfterMs = 0, random }: Wait): number | undefined {
  if (leftMs < baseMs || retryAfterMs >= leftMs) return undefined;
  // At most half of the time left: the last attempts are spread over the end.
  const bound = Math.min(maximumMs, baseMs * 2 ** (nth - 1), leftMs / 2);
  return Math.round(Math.max(retryAfterMs, random * bound));
}

/** Reads a `Retry-After` header, in seconds or as a date, as milliseconds from `now`. Undefined if there is none. */
export function parseRetryAfter(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - now;
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
