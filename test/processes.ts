import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process is there, and is no zombie that only waits to be collected. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !readFileSync(stat, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

/** Less than a test has: that would end without a word of what was waited for. */
const LIMIT_MS = 50_000;

/** Waits until something is there, or true. @throws Error after 50 seconds */
export async function until<T>(what: string, look: () => T | false | undefined): Promise<T> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const found = look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`after ${LIMIT_MS / 1000} s still not: ${what}`);
    await sleep(5);
  }
}
