import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process is there, and is no zombie that only waits to be collected. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !readFileSync(stat, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}

/** Waits until something holds. @returns whether it does, half a minute later at the latest */
export async function waitFor(condition: () => boolean): Promise<boolean> {
  for (let tries = 0; tries < 1200 && !condition(); tries += 1) await sleep(25);
  return condition();
}
