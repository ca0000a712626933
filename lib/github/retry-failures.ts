import type { Octokit } from "@octokit/rest";
import { setTimeout as wait } from "node:timers/promises";
import { messageOf } from "../base/errors.ts";
import { headerOf, isServerFailure, statusOf } from "./status.ts";

const FIRST_WAIT = 250;

/** The time that a request may take. */
export interface Patience {
  /** Times that a request is sent again. */
  readonly retries: number;
  /** The milliseconds after which a request counts as failed. */
  readonly timeoutMs: number;
  /** Milliseconds. If the server asks for a longer wait, the request fails. */
  readonly longestWaitMs: number;
}

/** The patience of a run that must succeed. */
export const PATIENT: Patience = { retries: 3, timeoutMs: 30_000, longestWaitMs: 120_000 };

/** Lets a client try again if the server fails. A POST is tried again only if the server surely did nothing, or if doing it twice is the same. */
export function retryFailures(octokit: Octokit, patience: Patience): void {
  octokit.hook.wrap("request", async (request, options) => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await request({ ...options, request: { ...options.request, signal: AbortSignal.timeout(patience.timeoutMs) } });
      } catch (error) {
        const milliseconds = waitBefore(error, options, { ...patience, tries });
        if (milliseconds === undefined) throw error;
        await wait(milliseconds);
      }
    }
  });
}

/** Returns the milliseconds to wait before the next try; undefined if there is none. */
function waitBefore(
  error: unknown,
  { method, url }: { method: string; url: string },
  { tries, retries, longestWaitMs }: Patience & { readonly tries: number },
): number | undefined {
  if (tries >= retries) return undefined;
  const status = statusOf(error);
  const seconds = Number(headerOf(error, "retry-after") ?? Number.NaN);
  // The throttling plugin has waited already for the limits that it knows by their words.
  if ((status === 403 || status === 429) && Number.isFinite(seconds) && !/secondary rate/i.test(messageOf(error)))
    return seconds * 1000 <= longestWaitMs ? seconds * 1000 : undefined;
  const repeatable = method !== "POST" || url.endsWith("/labels");
  return repeatable && isServerFailure(error) ? FIRST_WAIT * 2 ** tries : undefined;
}
