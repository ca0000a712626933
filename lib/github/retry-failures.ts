import type { Octokit } from "@octokit/rest";
import { setTimeout as wait } from "node:timers/promises";
import { messageOf } from "../base/errors.ts";
import { headerOf, isServerFailure, statusOf } from "./status.ts";

const RETRIES = 3;
const FIRST_WAIT = 250;
const LONGEST_WAIT = 120_000;

/** The milliseconds after which a request counts as failed. */
const TIMEOUT = 30_000;

/** Lets a client try again if the server fails. A POST is tried again only if the server surely did nothing, or if doing it twice is the same. */
export function retryFailures(octokit: Octokit): void {
  octokit.hook.wrap("request", async (request, options) => {
    for (let tries = 0; ; tries += 1) {
      try {
        return await request({ ...options, request: { ...options.request, signal: AbortSignal.timeout(TIMEOUT) } });
      } catch (error) {
        const milliseconds = waitBefore(error, options, tries);
        if (milliseconds === undefined) throw error;
        await wait(milliseconds);
      }
    }
  });
}

/** Returns the milliseconds to wait before the next try; undefined if there is none. */
function waitBefore(error: unknown, { method, url }: { method: string; url: string }, tries: number): number | undefined {
  if (tries >= RETRIES) return undefined;
  const status = statusOf(error);
  const seconds = Number(headerOf(error, "retry-after") ?? Number.NaN);
  // The throttling plugin has waited already for the limits that it knows by their words.
  if ((status === 403 || status === 429) && Number.isFinite(seconds) && !/secondary rate/i.test(messageOf(error)))
    return seconds * 1000 <= LONGEST_WAIT ? seconds * 1000 : undefined;
  const repeatable = method !== "POST" || url.endsWith("/labels");
  return repeatable && isServerFailure(error) ? FIRST_WAIT * 2 ** tries : undefined;
}
