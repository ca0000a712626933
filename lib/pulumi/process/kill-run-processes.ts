import { readdirSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { RUN_VARIABLE } from "./run-variables.ts";

/** Maximum number of searches. A killed process is gone soon, unless the system is stuck. */
const ROUNDS = 100;
const ROUND_MS = 20;

/**
 * Kills every process of a run, and waits until all are gone.
 * The engine puts its plugins into separate process groups, so the processes are found by a variable in their environment.
 * A killed process may just have started another one, so the search repeats until it finds none.
 * Without /proc nothing is killed: plugins end by themselves some minutes after their engine.
 */
export async function killRunProcesses(run: string): Promise<void> {
  const mark = Buffer.from(`${RUN_VARIABLE}=${run}\0`);
  for (let round = 0; round < ROUNDS; round += 1) {
    if (killMarked(mark) === 0) return;
    await sleep(ROUND_MS);
  }
}

function killMarked(mark: Buffer): number {
  let killed = 0;
  for (const pid of listProcesses()) {
    try {
      if (pid === process.pid || !readFileSync(`/proc/${pid}/environ`).includes(mark)) continue;
      process.kill(pid, "SIGKILL");
      killed += 1;
    } catch {
      // The process has ended, or belongs to another user.
    }
  }
  return killed;
}

function listProcesses(): readonly number[] {
  try {
    return readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}
