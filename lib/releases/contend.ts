import { UserError } from "../base/user-error.ts";
import { attemptsText, retry } from "../system/retry.ts";
import type { Store } from "./store.ts";

/** Milliseconds that competing writers of one pointer wait for each other. */
const CONTENTION = { baseMs: 10, maximumMs: 200 } as const;

/**
 * Repeats a round of read, compare and swap until it gives a result. A round that lost its swap gives undefined.
 * @param round gets the number of rounds before it
 * @throws UserError DATASTORE after the deadline of the store
 */
export async function contend<T extends object>(
  { url, deadlineMs }: Store,
  name: string,
  round: (nth: number) => Promise<T | undefined>,
): Promise<T> {
  const started = performance.now();
  let nth = 0;
  const result = await retry<T>(
    async () => {
      const value = await round(nth);
      nth += 1;
      return value === undefined ? { failed: "another process changed it first" } : { value };
    },
    { ...CONTENTION, leftMs: () => deadlineMs - (performance.now() - started) },
  );
  if ("value" in result) return result.value;
  throw new UserError("DATASTORE", `${url}: cannot write ${name}: ${attemptsText(result)}, and each time ${result.failed}`, {
    path: name,
    hint: "run it again, which is safe; --deadline <seconds> waits longer",
  });
}
