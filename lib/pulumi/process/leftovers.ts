import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { RUN_VARIABLE } from "./environment.ts";

/** Times to look again; one that was killed is gone soon, unless the system is stuck. */
const ROUNDS = 100;
const ROUND_MS = 20;

/**
 * Kills everything that a run started and that is still there, and waits until it is gone. The engine puts its plugins into process groups
 * of their own, so that neither the stack's group nor its children are all of it; their environment tells. What is killed may just have
 * started another, so it looks until there is nothing. Where there is no /proc, plugins end by themselves some minutes after their engine.
 */
export async function killLeftovers(run: string): Promise<void> {
  const mark = Buffer.from(`${RUN_VARIABLE}=${run}\0`);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (killMarked(mark) === 0) return;
    await sleep(ROUND_MS);
  }
}

function killMarked(mark: Buffer): number {
  let killed = 0;
  for (const pid of processes()) {
    try {
      if (pid === process.pid || !readFileSync(`/proc/${pid}/environ`).includes(mark)) continue;
      process.kill(pid, "SIGKILL");
      killed += 1;
    } catch {
      // It has ended by itself, or is somebody else's.
    }
  }
  return killed;
}

function processes(): readonly number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
