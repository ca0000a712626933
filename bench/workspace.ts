import { mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { settle } from "./measure/disk.ts";

/** A directory that exists while the benchmark runs. */
export interface Workspace {
  /** Returns a path in the directory. */
  readonly path: (name: string) => string;
  /**
   * Moves a path aside until the end. On ext4, writes take several times as long for a minute after many deletions.
   */
  readonly discard: (path: string) => void;
  readonly remove: () => void;
}

/** Makes the directory. @param onSignal called when a signal ends the benchmark, before the directory is removed */
export function openWorkspace(onSignal: () => void): Workspace {
  const root = mkdtempSync(join(tmpdir(), "fairlead-bench-"));
  const discarded = join(root, "discarded");
  mkdirSync(discarded);
  let count = 0;
  const discard = (path: string): void => {
    count += 1;
    try {
      renameSync(path, join(discarded, String(count)));
    } catch (error) {
      const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
      if (!missing) throw error;
    }
  };
  const remove = (): void => {
    rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    settle();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => {
      onSignal();
      remove();
      process.exit(128 + constants.signals[signal]);
    });
  }
  return { path: (name) => join(root, name), discard, remove };
}
