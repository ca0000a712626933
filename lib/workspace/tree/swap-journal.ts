import { existsSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { isRecord } from "../../base/values.ts";
import { type FileOperations, nodeFileOperations } from "../../system/file-operations.ts";
import { readIfExists } from "../../system/if-exists.ts";
import { tryWithLockFile } from "../../system/lock-file.ts";
import { JOURNAL, RENDER_LOCK } from "./scratch-names.ts";

/** A swap of two renames: `target` moves to `old`, then `built` moves to `target`. */
export interface Swap {
  readonly target: string;
  readonly built: string;
  readonly old: string;
}

/**
 * Swaps with two renames, for file systems without an atomic swap. The journal lets the next run finish a swap that was killed.
 * @param look called between the renames; if it throws, it has undone the first one
 */
export function swapWithJournal(scratch: string, swap: Swap, operations: FileOperations, look: () => void): void {
  const { target, built, old } = swap;
  const journal = join(scratch, JOURNAL);
  operations.writeFile(journal, formatSwap(scratch, swap));
  operations.sync([journal, scratch]);
  operations.rename(target, old);
  try {
    look();
    operations.rename(built, target);
  } catch (error) {
    if (!existsSync(target)) operations.rename(old, target);
    throw error;
  } finally {
    if (existsSync(target)) forget(journal, operations);
  }
}

/** Finishes a swap that was killed between its two renames. Only the holder of the lock may call it. */
export function recoverSwap(scratch: string, operations: FileOperations): void {
  const journal = join(scratch, JOURNAL);
  if (!existsSync(journal)) return;
  const swap = readSwap(scratch);
  if (swap !== undefined && !existsSync(swap.target)) {
    if (existsSync(swap.built)) operations.rename(swap.built, swap.target);
    else if (existsSync(swap.old)) operations.rename(swap.old, swap.target);
  }
  forget(journal, operations);
}

/** Milliseconds that a command waits for a run that is between its two renames. */
const WAIT_MS = 10_000;

/** Finishes a swap that was killed, before a command reads. A living run finishes its swap itself, so this waits for it. */
export function recoverBeforeReading(scratch: string): void {
  const deadline = performance.now() + WAIT_MS;
  const isUnfinished = (): boolean => {
    const swap = readSwap(scratch);
    return swap !== undefined && !existsSync(swap.target);
  };
  while (isUnfinished() && performance.now() < deadline)
    if (!tryWithLockFile(join(scratch, RENDER_LOCK), () => recoverSwap(scratch, nodeFileOperations)))
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}

/** Removes the journal. One that stays is harmless: its target exists. */
function forget(journal: string, operations: FileOperations): void {
  try {
    operations.remove(journal);
  } catch {
    // Another user owns the directory.
  }
}

/** Formats a swap with paths from the project, which another container may see at another path. */
const formatSwap = (scratch: string, { target, built, old }: Swap): string => {
  const from = (path: string): string => relative(dirname(scratch), path);
  return JSON.stringify({ target: from(target), built: from(built), old: from(old) } satisfies Swap);
};

/** Reads the journal; undefined if there is none. It may be cut off: then the first rename did not happen. */
function readSwap(scratch: string): Swap | undefined {
  try {
    const text = readIfExists(join(scratch, JOURNAL));
    const value: unknown = text === undefined ? undefined : JSON.parse(text);
    if (!isRecord(value)) return undefined;
    const [target, built, old] = [value["target"], value["built"], value["old"]].map((path) => inProject(scratch, path));
    return target === undefined || built === undefined || old === undefined ? undefined : { target, built, old };
  } catch {
    return undefined;
  }
}

/** Returns the absolute path; undefined if it is outside of the project. */
function inProject(scratch: string, path: unknown): string | undefined {
  if (typeof path !== "string" || isAbsolute(path) || path.split(/[/\\]/).includes("..")) return undefined;
  return join(dirname(scratch), path);
}
