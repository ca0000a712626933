import { setTimeout as sleep } from "node:timers/promises";

/** Milliseconds between two attempts, chosen at random so that waiting processes do not keep step. */
const PAUSE = { minimum: 1, maximum: 15 } as const;

/** Repeats an attempt until it succeeds. False if it still fails after `waitMs`. */
export async function pollUntil(attempt: () => boolean, waitMs: number): Promise<boolean> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    if (attempt()) return true;
    if (performance.now() > deadline) return false;
    await sleep(PAUSE.minimum + Math.random() * (PAUSE.maximum - PAUSE.minimum));
  }
}
