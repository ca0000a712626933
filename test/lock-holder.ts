import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const SCRIPT = join(import.meta.dirname, "lock-process.ts");

/** A process that holds a lock file. */
export interface LockHolder {
  readonly pid: number;
  /** Lets it release the lock, and waits until it has ended. */
  readonly release: () => Promise<void>;
  /** Kills it with -9, and waits until it has ended. */
  readonly kill: () => Promise<void>;
}

export type Launcher = readonly [string, ...string[]];

/** Starts a process that holds a lock file. @param launcher program that starts it, with its arguments: `env --`, `unshare --pid` */
export async function holdLock(file: string, [program, ...args]: Launcher = ["env", "--"]): Promise<LockHolder> {
  const child = spawn(program, [...args, process.execPath, SCRIPT, "hold", file], { stdio: ["pipe", "pipe", "inherit"], detached: true });
  const ended = once(child, "close");
  onTestFinished(() => killGroup(child));
  await once(child.stdout, "data");
  return {
    pid: child.pid ?? 0,
    release: async () => {
      child.stdin.end();
      await ended;
    },
    kill: async () => {
      killGroup(child);
      await ended;
    },
  };
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch {
    // It has ended.
  }
}

/** Starts a process that increments a number under a lock file. Resolves with its exit code. */
export async function countUnderLock(file: string, counter: string, times: number): Promise<number | null> {
  const child = spawn(process.execPath, [SCRIPT, "count", file, counter, String(times)], { stdio: "inherit" });
  const [code]: (number | null)[] = await once(child, "close");
  return code ?? null;
}
