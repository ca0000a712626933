import { linkSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { diskRefusal } from "./system-errors.ts";
import { UserError } from "../base/user-error.ts";
import { isCode } from "../base/errors.ts";
import { isAlive } from "./is-alive.ts";
import { readIfThere } from "./read-if-exists.ts";
import { ownName } from "./run-directory.ts";
import { openScratch } from "./scratch-directory.ts";

/** Who holds the lock. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly since: string;
}

export interface MutexOptions {
  /** Milliseconds to wait for another run. @default 30000 */
  readonly waitMs?: number;
  /** Called once, when there is someone to wait for. */
  readonly onWait?: (holder: string) => void;
}

/** What the lock is called in Fairlead's own directory. */
export const RENDER_LOCK = "render.lock";

const POLL_MS = 50;
/** Milliseconds after which a lock names its holder, on the slowest machine; it takes less than one. */
const WRITTEN_WITHIN_MS = 10_000;

/** Runs `work` while no other process of this checkout does. @throws UserError BUSY when another one keeps the lock too long */
export async function withMutex<T>(scratch: string, options: MutexOptions, work: () => T): Promise<T> {
  const release = await acquire(scratch, options);
  try {
    return work();
  } finally {
    release();
  }
}

async function acquire(scratch: string, { waitMs = 30_000, onWait }: MutexOptions): Promise<() => void> {
  const path = join(scratch, RENDER_LOCK);
  const deadline = performance.now() + waitMs;
  let told = false;
  for (;;) {
    if (take(scratch, path)) return () => rmSync(path, { force: true });
    const text = readIfThere(path);
    if (text === undefined) continue;
    const holder = parseHolder(text);
    if (isLeft(path, holder)) {
      discard(path, text);
      continue;
    }
    const who = holder === undefined ? "another process" : `process ${holder.pid} on ${holder.host}, since ${holder.since}`;
    if (performance.now() > deadline) {
      throw new UserError("BUSY", `another render is at work here: ${who}`, {
        path,
        hint: `wait until it ends; if there is no such process any more: rm ${path}`,
      });
    }
    if (!told) onWait?.(who);
    told = true;
    await sleep(POLL_MS);
  }
}

function take(scratch: string, path: string): boolean {
  openScratch(scratch);
  const holder: Holder = { pid: process.pid, host: hostname(), since: new Date().toISOString() };
  try {
    writeFileSync(path, JSON.stringify(holder), { flag: "wx" });
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    // On a full disk it is there, and empty.
    rmSync(path, { force: true });
    throw error instanceof Error ? diskRefusal(`cannot write ${path}`, error, path) : error;
  }
}

/** Removes a dead holder's lock, unless someone else has just done that and taken it. */
function discard(path: string, expected: string): void {
  const aside = join(dirname(path), ownName(RENDER_LOCK));
  try {
    renameSync(path, aside);
    if (readIfThere(aside) !== expected) linkSync(aside, path);
  } catch (error) {
    if (!isCode(error, "ENOENT") && !isCode(error, "EEXIST")) throw error;
  }
  rmSync(aside, { force: true });
}

function parseHolder(text: string): Holder | undefined {
  try {
    const { pid, host, since }: Partial<Record<keyof Holder, unknown>> = JSON.parse(text);
    return typeof pid === "number" && typeof host === "string" ? { pid, host, since: String(since) } : undefined;
  } catch {
    return undefined;
  }
}

/** Whether somebody has the lock who may still be at work. */
export function isHeld(scratch: string): boolean {
  const path = join(scratch, RENDER_LOCK);
  const text = readIfThere(path);
  return text !== undefined && !isLeft(path, parseHolder(text));
}

const isLeft = (path: string, holder: Holder | undefined): boolean => (holder === undefined ? isAbandoned(path) : isDead(holder));

/** One that still says nothing of its holder: that was killed between making the file and writing it. */
function isAbandoned(path: string): boolean {
  const { mtimeMs } = statSync(path, { throwIfNoEntry: false }) ?? { mtimeMs: Infinity };
  return Date.now() - mtimeMs > WRITTEN_WITHIN_MS;
}

function isDead({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  // A lock with our own number is of an earlier process that had it.
  return pid === process.pid || !isAlive(pid);
}
