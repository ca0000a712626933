import { NO_ANSWER } from "./transport.ts";
import { type Attempt, type Exhausted, retry } from "../../system/retry.ts";

export interface RetryOptions {
  /** Milliseconds that all requests together may spend on failures. @default 60000 */
  readonly deadlineMs?: number | undefined;
  /** Called with a line for each failed attempt that is repeated. */
  readonly onRetry?: ((line: string) => void) | undefined;
}

export interface Retry {
  /**
   * Repeats an attempt until it gives a value. When the time is over, throws the error that `giveUp` makes.
   * @param name the object, for messages
   * @param attempt ends when its signal aborts
   */
  <T>(name: string, attempt: (limit: AbortSignal) => Promise<Attempt<T>>, giveUp: (exhausted: Exhausted) => Error): Promise<T>;
}

/** Milliseconds of the default deadline. */
export const DEADLINE_MS = 60_000;

const BACKOFF = { baseMs: 100, maximumMs: 8000 } as const;
/** Milliseconds of the longest attempt: a request that stalls is sent again. */
const ATTEMPT_MS = 10_000;

/**
 * Creates the retries of a store, whose requests share one deadline. The clock runs while any request is failing, from the start of the
 * attempt that failed first. A long command that succeeds is not cut off, and a thousand failing requests wait once. After the deadline,
 * a request gets exactly one attempt.
 */
export function createRetry({ deadlineMs = DEADLINE_MS, onRetry = () => {} }: RetryOptions): Retry {
  const attemptMs = Math.min(ATTEMPT_MS, deadlineMs / 4);
  let spent = 0;
  let failing = 0;
  let since = 0;
  const leftMs = (): number => deadlineMs - spent - (failing > 0 ? performance.now() - since : 0);
  const begin = (at: number): void => {
    if (failing === 0) since = at;
    failing += 1;
  };
  const end = (): void => {
    failing -= 1;
    if (failing === 0) spent += performance.now() - since;
  };

  return async (name, attempt, giveUp) => {
    let begun = false;
    let cause: string | undefined;
    const timed = async (): ReturnType<typeof attempt> => {
      const at = performance.now();
      const limit = limitOf(attemptMs, leftMs());
      const result = await attempt(AbortSignal.timeout(limit));
      if (!begun && "failed" in result) {
        begin(at);
        begun = true;
      }
      if (!("failed" in result)) return result;
      // The deadline shortens the last attempts. If one has no answer, the failure before says more.
      if (cause !== undefined && limit < attemptMs && result.failed === NO_ANSWER) return { ...result, failed: cause };
      cause = result.failed;
      return result;
    };
    try {
      const result = await retry(timed, {
        ...BACKOFF,
        leftMs,
        onRetry: ({ failed, nextAttempt, waitMs }) => onRetry(`${name}: ${failed}; attempt ${nextAttempt} in ${waitMs} ms`),
      });
      if ("value" in result) return result.value;
      throw giveUp(result);
    } finally {
      if (begun) end();
    }
  };
}

const limitOf = (attemptMs: number, leftMs: number): number =>
  Math.ceil(leftMs > 0 ? Math.min(attemptMs, Math.max(leftMs, BACKOFF.baseMs)) : attemptMs / 4);
