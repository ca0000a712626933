import { setTimeout as sleep } from "node:timers/promises";
import type { HealthCheckSpec } from "../../model/pipeline/pipeline.ts";
import type { HealthCheck } from "./health-check.ts";

/** Times that an address is asked. One lost packet must not stop a wave. */
const TRIES = 3;

/** Milliseconds. */
const TIMEOUT = 5000;
const PAUSE = 500;

/** Gets an address and compares the status. */
export const httpCheck =
  ({ url, status }: HealthCheckSpec): HealthCheck =>
  async () => {
    let reason = "";
    for (let at = 1; at <= TRIES; at += 1) {
      const found = await statusOf(url);
      if (found === status) return undefined;
      reason = typeof found === "number" ? `${url} answered ${found} and not ${status}` : `${url} did not answer: ${found}`;
      if (at < TRIES) await sleep(PAUSE);
    }
    return reason;
  };

/** Returns the status of an address, or the reason why it did not answer. */
async function statusOf(url: string): Promise<number | string> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT), redirect: "manual" });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    if (!(error instanceof Error)) return String(error);
    return error.cause instanceof Error ? error.cause.message || error.message : error.message;
  }
}
