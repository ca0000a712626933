import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const DIRECTORIES = 200;
const FILES = 10;
/** Microseconds to create a file on an idle disk: twice the time of ext4 on the reference machine. */
const IDLE_US = 40;
const PAUSE_MS = 15_000;

/** Writes cached data to the disk, so that no run pays for the files of an earlier one. */
export const settle = (): void => void spawnSync("sync");

/** Measures the microseconds that the system takes to create one small file in a new directory. No program can be faster. */
export function fileCost(directory: string): number {
  const text = "x".repeat(1000);
  const started = performance.now();
  for (let outer = 0; outer < DIRECTORIES; outer += 1) {
    const inside = join(directory, String(outer));
    mkdirSync(inside, { recursive: true });
    for (let inner = 0; inner < FILES; inner += 1) writeFileSync(join(inside, String(inner)), text);
  }
  return ((performance.now() - started) * 1000) / (DIRECTORIES * FILES);
}

/**
 * Makes a function that waits until the disk is idle and returns the microseconds to create a file. After many files were deleted,
 * ext4 searches their inodes one by one for each new file. For about a minute, all writes then take several times as long.
 * All calls together pause at most `pauses` times, because waiting does not help on a slow disk.
 */
export function diskRest(path: (name: string) => string, pauses: number, say: (line: string) => void): () => Promise<number> {
  let [left, probes] = [pauses, 0];
  return async () => {
    for (;;) {
      settle();
      probes += 1;
      const cost = fileCost(path(`probe-${probes}`));
      if (cost <= IDLE_US || left === 0) return cost;
      say(`creating a file takes ${Math.round(cost)} us; waiting ${PAUSE_MS / 1000} s for the disk (at most ${left} times)`);
      left -= 1;
      await sleep(PAUSE_MS);
    }
  };
}
