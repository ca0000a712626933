import { describe, expect, test } from "vitest";
import { createRetry, waitAfter } from "./retry.ts";

const minute = 60_000;

describe("the wait after a failure is random up to a bound that doubles", () => {
  test.each<[what: string, nth: number, left: number, asked: number, random: number, wait: number | undefined]>([
    ["the first", 1, minute, 0, 1, 100],
    ["the first, with luck", 1, minute, 0, 0, 0],
    ["the second", 2, minute, 0, 1, 200],
    ["the fifth, half way", 5, minute, 0, 0.5, 800],
    ["no more than 8 seconds", 30, minute, 0, 1, 8000],
    ["at least what the server asks for", 1, minute, 3000, 1, 3000],
    ["more than the server asks for", 7, minute, 3000, 1, 6400],
    ["half of what is left, near the end", 30, 6000, 0, 1, 3000],
    ["no time for another attempt", 30, 99, 0, 1, undefined],
    ["the server asks for more than is left", 1, 4000, 4000, 1, undefined],
  ])("%s", (_what, nth, left, asked, random, wait) => {
    expect(waitAfter(nth, left, asked, random)).toBe(wait);
  });
});

describe("one deadline for all requests", () => {
  const failing = async () => ({ failed: "503 Service Unavailable" });
  const error = new Error("gave up");

  test("requests that fail at the same time and one after another share it", async () => {
    const retry = createRetry({ deadlineMs: 400 });
    let made = 0;
    const give = (): Promise<void> =>
      retry(
        "x",
        () => ((made += 1), failing()),
        () => error,
      );
    const results = await Promise.allSettled([give(), give(), give()]);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
    made = 0;
    await expect(give()).rejects.toBe(error);
    expect(made).toBe(1);
  });

  test("what was tried in vain is told", async () => {
    const heard: string[] = [];
    const retry = createRetry({ deadlineMs: 1000, onRetry: (what) => heard.push(what.replace(/\d+ ms/, "N ms")) });
    const vain = await retry("x.json", failing, ({ attempts, failed }) => new Error(`${attempts} ${failed}`)).catch(String);
    expect(vain).toBe(`Error: ${heard.length + 1} 503 Service Unavailable`);
    expect(heard[0]).toBe("x.json: 503 Service Unavailable; attempt 2 in N ms");
  });

  test("time in which nothing fails does not count", async () => {
    const retry = createRetry({ deadlineMs: 1000 });
    const slow = async () => (await new Promise((resolve) => setTimeout(resolve, 600)), { value: 1 });
    for (let nth = 1; nth <= 3; nth += 1) await retry("x", slow, () => error);
    let attempts = 0;
    const second = async () => ((attempts += 1) < 2 ? { failed: "429 Too Many Requests" } : { value: "done" });
    expect(await retry("x", second, () => error)).toBe("done");
  });

  test("an attempt ends before the deadline does, so that it can be made again", async () => {
    let made = 0;
    const stalled = async (limit: AbortSignal) => {
      made += 1;
      await new Promise((resolve) => {
        // The signal's own timer does not keep the process alive; a connection would.
        const alive = setInterval(() => {}, 1000);
        limit.addEventListener("abort", () => (clearInterval(alive), resolve(undefined)));
      });
      return { failed: "no answer in time" };
    };
    await expect(createRetry({ deadlineMs: 4000 })("x", stalled, () => error)).rejects.toBe(error);
    expect(made).toBeGreaterThanOrEqual(2);
  });
});
