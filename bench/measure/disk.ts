import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const DIRECTORIES = 200;
const FILES = 10;
/** Microseconds; twice what an ext4 at rest takes on the machine that the targets were set on. */
const AT_REST = 40;
const PAUSE_MS = 15_000;

/** Writes out what earlier runs and their removal left in memory, so that nobody pays for anybody else's files. */
export const settle = (): void => void spawnSync("sync");

/** Microseconds that the system takes to make one small file below a new directory: nobody who writes files can be faster. */
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
 * Makes a function that waits until making a file is cheap, and gives what it costs then. For a minute after many files
 * were deleted, ext4 tries their inodes one by one for each new file; then everything that writes files is slower by a
 * multiple. All calls together pause at most `pauses` times: on a disk that is always slow, waiting does not help.
 */
export function diskRest(path: (name: string) => string, pauses: number, say: (line: string) => void): () => Promise<number> {
  let [left, probes] = [pauses, 0];
  return async () => {
    for (;;) {
      settle();
      probes += 1;
      const cost = fileCost(path(`probe-${probes}`));
      if (cost <= AT_REST || left === 0) return cost;
      say(`making a file takes ${Math.round(cost)} us; giving the disk ${PAUSE_MS / 1000} s (at most ${left} times)`);
      left -= 1;
      await sleep(PAUSE_MS);
    }
  };
}
