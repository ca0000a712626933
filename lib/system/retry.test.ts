import { describe, expect, test } from "vitest";
import { type Attempt, type Failure, parseRetryAfter, retry, type RetryOptions, waitAfter } from "./retry.ts";

const MINUTE = 60_000;
const BACKOFF = { baseMs: 100, maximumMs: 8000 };

describe("the wait after a failure is random up to a bound that doubles", () => {
  test.each<[what: string, nth: number, left: number, asked: number, random: number, wait: number | undefined]>([
    ["the first", 1, MINUTE, 0, 1, 100],
    ["the first, with luck", 1, MINUTE, 0, 0, 0],
    ["the second", 2, MINUTE, 0, 1, 200],
    ["the fifth, half way", 5, MINUTE, 0, 0.5, 800],
    ["at most 8 seconds", 30, MINUTE, 0, 1, 8000],
    ["at least what the server asks for", 1, MINUTE, 3000, 1, 3000],
    ["more than the server asks for", 7, MINUTE, 3000, 1, 6400],
    ["half of what is left, near the end", 30, 6000, 0, 1, 3000],
    ["no time for another attempt", 30, 99, 0, 1, undefined],
    ["the server asks for more than is left", 1, 4000, 4000, 1, undefined],
  ])("%s", (_what, nth, left, asked, random, wait) => {
    expect(waitAfter(nth, BACKOFF, { leftMs: left, retryAfterMs: asked, random })).toBe(wait);
  });
});

describe("retry", () => {
  const FAST = { baseMs: 1, maximumMs: 2 };
  const busy: Failure = { failed: "busy" };
  /** Runs attempts with these results; the last one repeats. */
  const run = async (results: readonly Attempt<string>[], options: Partial<RetryOptions>) => {
    let attempts = 0;
    const retries: string[] = [];
    const onRetry: RetryOptions["onRetry"] = ({ failed, nextAttempt }) => void retries.push(`${nextAttempt} after ${failed}`);
    const attempt = async () => results[Math.min((attempts += 1), results.length) - 1] ?? busy;
    const result = await retry(attempt, { ...FAST, onRetry, ...options });
    return { result: "value" in result ? result.value : `${result.attempts} attempts: ${result.failed}`, attempts, retries };
  };

  test.each<
    [what: string, results: readonly Attempt<string>[], options: Partial<RetryOptions>, result: string, retries: readonly string[]]
  >([
    ["the first attempt succeeds", [{ value: "done" }], {}, "done", []],
    ["the third attempt succeeds", [busy, { failed: "reset" }, { value: "done" }], {}, "done", ["2 after busy", "3 after reset"]],
    ["the limit of attempts", [busy], { maximumAttempts: 3 }, "3 attempts: busy", ["2 after busy", "3 after busy"]],
    ["one attempt is allowed", [busy], { maximumAttempts: 1 }, "1 attempts: busy", []],
    ["a final failure", [busy, { failed: "no TLS", kind: "final" }], {}, "2 attempts: no TLS", ["2 after busy"]],
    ["no time is left", [busy], { leftMs: () => 0 }, "1 attempts: busy", []],
    [
      "the server asks for more time than is left",
      [{ failed: "429", retryAfterMs: 60_000 }],
      { leftMs: () => 1000 },
      "1 attempts: 429",
      [],
    ],
  ])("%s", async (_what, results, options, result, retries) => {
    expect(await run(results, options)).toEqual({ result, attempts: retries.length + 1, retries });
  });

  test("waits as long as the server asks", async () => {
    const started = performance.now();
    await run([{ failed: "429", retryAfterMs: 60 }, { value: "done" }], {});
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
  });

  test("an error of the attempt is thrown", async () => {
    const error = new Error("defect");
    await expect(retry(() => Promise.reject(error), FAST)).rejects.toBe(error);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-01-31T12:00:00Z");
  test.each<[header: string | null | undefined, ms: number | undefined]>([
    ["2", 2000],
    [" 0 ", 0],
    ["Sat, 31 Jan 2026 12:00:05 GMT", 5000],
    ["Sat, 31 Jan 2026 11:00:00 GMT", 0],
    ["soon", undefined],
    ["", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("%j is %j", (header, ms) => {
    expect(parseRetryAfter(header, now)).toBe(ms);
  });
});
