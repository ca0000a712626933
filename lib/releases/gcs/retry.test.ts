import { describe, expect, test } from "vitest";
import { createRetry } from "./retry.ts";

describe("one deadline for all requests", () => {
  const failing = async () => ({ failed: "503 Service Unavailable" });
  const error = new Error("gave up");
  const stalled = async (limit: AbortSignal) => {
    await new Promise((resolve) => {
      // The signal's own timer does not keep the process alive; a connection would.
      const alive = setInterval(() => {}, 1000);
      limit.addEventListener("abort", () => (clearInterval(alive), resolve(undefined)));
    });
    return { failed: "no answer in time" };
  };

  test("is shared by requests that fail at the same time or one after another", async () => {
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

  test("reports the attempts and the last failure", async () => {
    const heard: string[] = [];
    const retry = createRetry({ deadlineMs: 1000, onRetry: (what) => heard.push(what.replace(/\d+ ms/, "N ms")) });
    const message = await retry("x.json", failing, ({ attempts, failed }) => new Error(`${attempts} ${failed}`)).catch(String);
    expect(message).toBe(`Error: ${heard.length + 1} 503 Service Unavailable`);
    expect(heard[0]).toBe("x.json: 503 Service Unavailable; attempt 2 in N ms");
  });

  test("excludes the time without failures", async () => {
    const retry = createRetry({ deadlineMs: 1000 });
    const slow = async () => (await new Promise((resolve) => setTimeout(resolve, 600)), { value: 1 });
    for (let nth = 1; nth <= 3; nth += 1) await retry("x", slow, () => error);
    let attempts = 0;
    const second = async () => ((attempts += 1) < 2 ? { failed: "429 Too Many Requests" } : { value: "done" });
    expect(await retry("x", second, () => error)).toBe("done");
  });

  test("leaves time to repeat a stalled attempt", async () => {
    let made = 0;
    const counted = (limit: AbortSignal) => ((made += 1), stalled(limit));
    await expect(createRetry({ deadlineMs: 4000 })("x", counted, () => error)).rejects.toBe(error);
    expect(made).toBeGreaterThanOrEqual(2);
  });

  test("names the failure before an attempt that the deadline shortens", async () => {
    const started = performance.now();
    const attempt = (limit: AbortSignal) => (performance.now() - started < 2400 ? failing() : stalled(limit));
    const retry = createRetry({ deadlineMs: 3000 });
    await expect(retry("x", attempt, ({ failed }) => new Error(failed))).rejects.toThrow("503 Service Unavailable");
  });
});
