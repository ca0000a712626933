import { setTimeout as sleep } from "node:timers/promises";

export interface Patience {
  /** The maximum time for all tries, in milliseconds. @default 10000 */
  readonly totalMs?: number;
  /** The maximum time for one try, in milliseconds. @default 5000 */
  readonly tryMs?: number;
  /** The wait after an error of the server, in milliseconds. It doubles. @default 500 */
  readonly waitMs?: number;
}

/**
 * Sends a request again if the server is busy, breaks, or does not answer. Waits as long as `Retry-After` says, if time is left.
 * @throws Error if no try got an answer
 */
export async function patientFetch(url: string, init: RequestInit, patience: Patience = {}): Promise<Response> {
  const { totalMs = 10_000, tryMs = 5000, waitMs = 500 } = patience;
  const end = performance.now() + totalMs;
  for (let wait = waitMs; ; wait *= 2) {
    const left = end - performance.now();
    const answer = await tryOnce(url, init, Math.ceil(Math.max(1, Math.min(tryMs, left))));
    const asked = answer instanceof Response ? retryAfterMs(answer) : undefined;
    const isFinal = answer instanceof Response && answer.status < 500 && answer.status !== 429;
    const pause = asked ?? wait;
    if (isFinal || performance.now() + pause >= end) {
      if (answer instanceof Response) return answer;
      throw answer;
    }
    if (answer instanceof Response) await answer.body?.cancel();
    await sleep(pause);
  }
}

async function tryOnce(url: string, init: RequestInit, timeout: number): Promise<Response | Error> {
  try {
    return await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(timeout) });
  } catch (error) {
    return new Error(reasonOf(error, timeout));
  }
}

/** Says why there is no answer, without the address: a webhook's address is secret. */
function reasonOf(error: unknown, timeout: number): string {
  if (error instanceof Error && error.name === "TimeoutError") return `no answer in ${Math.round(timeout)} ms`;
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
  return code === undefined ? "no connection" : `no connection: ${code}`;
}

/** Reads the seconds of `Retry-After`. */
function retryAfterMs({ headers }: Response): number | undefined {
  const value = headers.get("retry-after");
  return value !== null && /^\d{1,6}$/.test(value) ? Number(value) * 1000 : undefined;
}
