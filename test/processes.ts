import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** True if the process runs. A zombie does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !readFileSync(stat, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

/** Milliseconds. It is less than a test's time limit, whose error would not name the condition. */
const LIMIT_MS = 50_000;

/**
 * Waits until `look` returns a value other than undefined and false.
 * @param everyMs milliseconds between two looks
 * @throws Error after 50 seconds
 */
export async function until<T>(condition: string, look: () => T | false | undefined, everyMs = 5): Promise<T> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`after ${LIMIT_MS / 1000} s still not: ${condition}`);
    await sleep(everyMs);
  }
}
