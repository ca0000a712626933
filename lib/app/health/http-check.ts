import { setTimeout as sleep } from "node:timers/promises";
import type { HttpCheckSpec } from "../../model/pipeline/health/http.ts";
import type { Unhealthy } from "../../resolve/travel/wave-health.ts";
import { failureText } from "./failure-text.ts";
import type { HealthCheck } from "./health-check.ts";

/** Times that an address is asked. One lost packet must not stop a wave. */
const TRIES = 3;

/** Milliseconds. */
const TIMEOUT = 5000;
const PAUSE = 500;

/** Gets an address and compares the status. */
export const httpCheck =
  ({ url, status }: HttpCheckSpec): HealthCheck =>
  async (_wave, { timeoutMs = TIMEOUT }) => {
    for (let at = 1; ; at += 1) {
      const found = await statusOf(url, timeoutMs);
      if (found === status) return [];
      if (at === TRIES) return [reasonOf(url, status, found)];
      await sleep(PAUSE);
    }
  };

const reasonOf = (url: string, status: number, found: number | string): Unhealthy =>
  typeof found === "number"
    ? { state: "failed", reason: `${url} answered ${found} and not ${status}` }
    : { state: "unknown", reason: `${url} did not answer: ${found}` };

/** Returns the status of an address, or the reason why it did not answer. */
async function statusOf(url: string, timeoutMs: number): Promise<number | string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: "manual" });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    return failureText(error, timeoutMs);
  }
}
