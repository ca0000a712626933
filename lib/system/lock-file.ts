import { closeSync, constants, fstatSync, ftruncateSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { isCode } from "../base/errors.ts";
import { UserError } from "../base/user-error.ts";
import { tryFlock } from "./flock.ts";
import { ifExists, linkTarget } from "./if-exists.ts";
import { describeHolder, formatHolder, type LockHolder, readHolder, thisProcess } from "./lock-holder.ts";
import { pollUntil } from "./poll-until.ts";
import { isSystemError, writeError } from "./system-errors.ts";

/** Flags that follow no link and do not wait at a pipe. Windows has none of them. */
const OWN_FILE = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

export interface LockFileOptions {
  /** Milliseconds to wait for another process. @default 30000 */
  readonly waitMs?: number;
  /** Called once if another process holds the lock. */
  readonly onWait?: (holder: string) => void;
}

/**
 * Runs `work` while no other process holds the lock of a file. The file exists only during that time.
 * The kernel's lock decides; the file's content only names the holder in messages.
 * @throws UserError BUSY if another process holds it longer than `waitMs`; WRITE if the file cannot be written or locked
 */
export async function withLockFile<T>(path: string, options: LockFileOptions, work: () => T | Promise<T>): Promise<T> {
  const fd = await acquire(path, options);
  try {
    writeHolder(fd, path);
    return await work();
  } finally {
    release(fd, path);
  }
}

/** Runs `work` if no other process holds the lock of a file, without waiting. @returns false if another process holds it */
export function tryWithLockFile(path: string, work: () => void): boolean {
  const fd = tryAcquire(path);
  if (fd === undefined) return false;
  try {
    work();
    return true;
  } finally {
    release(fd, path);
  }
}

/** True if a process holds the lock of a file. */
export function isLockFileHeld(path: string): boolean {
  if (linkTarget(path) !== undefined) return false;
  const fd = ifExists(() => openSync(path, constants.O_RDONLY | OWN_FILE));
  if (fd === undefined) return false;
  try {
    return !tryFlock(fd, path, "shared");
  } finally {
    closeSync(fd);
  }
}

async function acquire(path: string, { waitMs = 30_000, onWait }: LockFileOptions): Promise<number> {
  let fd: number | undefined;
  let holder: LockHolder | undefined;
  let announced = false;
  const attempt = (): boolean => {
    fd = tryAcquire(path);
    if (fd !== undefined) return true;
    holder = readHolder(path);
    if (!announced) onWait?.(describeHolder(holder));
    announced = true;
    return false;
  };
  await pollUntil(attempt, waitMs);
  if (fd !== undefined) return fd;
  throw new UserError("BUSY", `${path} is locked by ${describeHolder(holder)}`, {
    path,
    hint: holder?.host === thisProcess().host ? `wait until it ends; ps -fp ${holder.pid} shows it` : "wait until it ends",
  });
}

/** Removes the file while it is locked. A waiting process then sees that its file is gone, and opens a new one. */
function release(fd: number, path: string): void {
  try {
    rmSync(path, { force: true });
  } finally {
    closeSync(fd);
  }
}

/** Opens and locks the file. Opens it again if its last holder removed it between the two steps. */
function tryAcquire(path: string): number | undefined {
  const fd = open(path);
  const outcome = lockOpenFile(fd, path);
  if (outcome === "locked") return fd;
  closeSync(fd);
  return outcome === "removed" ? tryAcquire(path) : undefined;
}

function lockOpenFile(fd: number, path: string): "locked" | "held" | "removed" {
  try {
    if (!tryFlock(fd, path, "exclusive")) return "held";
    return isSameFile(fd, path) ? "locked" : "removed";
  } catch (error) {
    closeSync(fd);
    throw error;
  }
}

/** Opens for writing: over NFS, an exclusive lock needs that. A killed run of another user may have left a file that can only be read. */
function open(path: string): number {
  try {
    return openSync(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | OWN_FILE, 0o644);
  } catch (error) {
    const fd = isCode(error, "EACCES") ? openForReading(path) : undefined;
    if (fd !== undefined) return fd;
    throw isSystemError(error) ? writeError(`cannot write ${path}`, error, path) : error;
  }
}

function openForReading(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | OWN_FILE);
  } catch {
    return undefined;
  }
}

function isSameFile(fd: number, path: string): boolean {
  const [open, named] = [fstatSync(fd), statSync(path, { throwIfNoEntry: false })];
  return open.ino === named?.ino && open.dev === named.dev;
}

function writeHolder(fd: number, path: string): void {
  try {
    ftruncateSync(fd);
    writeSync(fd, formatHolder(thisProcess()));
  } catch (error) {
    // The file is open for reading only. Its content only serves messages.
    if (isCode(error, "EBADF") || isCode(error, "EINVAL")) return;
    throw isSystemError(error) ? writeError(`cannot write ${path}`, error, path) : error;
  }
}
