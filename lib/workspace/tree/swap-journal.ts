import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord } from "../../base/values.ts";
import type { FileOperations } from "../../system/file-operations.ts";
import { JOURNAL } from "./scratch-names.ts";

/** A swap of two renames: `target` moves to `old`, then `built` moves to `target`. */
export interface Swap {
  readonly target: string;
  readonly built: string;
  readonly old: string;
}

/** Swaps with two renames, for file systems without an atomic swap. The journal lets the next run finish a swap that was killed. */
export function swapWithJournal(scratch: string, { target, built, old }: Swap, operations: FileOperations): void {
  const journal = join(scratch, JOURNAL);
  operations.writeFile(journal, JSON.stringify({ target, built, old } satisfies Swap));
  operations.rename(target, old);
  try {
    operations.rename(built, target);
  } catch (error) {
    operations.rename(old, target);
    throw error;
  }
  operations.remove(journal);
}

/** Finishes a swap that was killed between its two renames. Only the holder of the lock may call it. */
export function recoverSwap(scratch: string, operations: FileOperations): void {
  const journal = join(scratch, JOURNAL);
  if (!existsSync(journal)) return;
  const swap = parseSwap(readFileSync(journal, "utf8"));
  if (swap !== undefined && !existsSync(swap.target)) {
    if (existsSync(swap.built)) operations.rename(swap.built, swap.target);
    else if (existsSync(swap.old)) operations.rename(swap.old, swap.target);
  }
  operations.remove(journal);
}

/** Parses a journal; undefined if it was cut off while it was written, before the first rename. */
function parseSwap(text: string): Swap | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (!isRecord(value)) return undefined;
    const { target, built, old } = value;
    return typeof target === "string" && typeof built === "string" && typeof old === "string" ? { target, built, old } : undefined;
  } catch {
    return undefined;
  }
}
