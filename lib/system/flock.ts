import { messageOf } from "../base/errors.ts";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { getSystemErrorName } from "node:util";
import type Koffi from "koffi";
import { UserError } from "../base/user-error.ts";

/** `exclusive`: no other lock may exist. `shared`: other shared locks may exist. */
export type FlockMode = "exclusive" | "shared";

type Flock = (fd: number, operation: number) => { readonly locked: boolean; readonly errno: number };

const { EAGAIN, EINTR, EWOULDBLOCK } = constants.errno;
const HELD: ReadonlySet<number> = new Set([EAGAIN, EINTR, EWOULDBLOCK]);

/** `LOCK_NB`: the call returns at once. */
const NON_BLOCKING = 4;
const OPERATIONS: Readonly<Record<FlockMode, number>> = { shared: 1 | NON_BLOCKING, exclusive: 2 | NON_BLOCKING };

let flock: Flock | undefined;

/**
 * Locks an open file or directory, without waiting. False if another descriptor holds the lock.
 * The kernel releases a lock when its descriptor closes, so a killed process holds none. Node has no function for it.
 * @param path names the file in errors
 * @throws UserError WRITE if the platform or the file system has no such locks
 */
export function tryFlock(fd: number, path: string, mode: FlockMode): boolean {
  flock ??= loadFlock(path);
  const { locked, errno } = flock(fd, OPERATIONS[mode]);
  if (locked) return true;
  if (HELD.has(errno)) return false;
  throw unsupported(path, getSystemErrorName(-errno));
}

function loadFlock(path: string): Flock {
  try {
    const koffi: typeof Koffi = createRequire(import.meta.url)("koffi");
    const call = koffi.load(null).func("int flock(int fd, int operation)");
    return (fd, operation) => ({ locked: call(fd, operation) === 0, errno: koffi.errno() });
  } catch (cause) {
    throw unsupported(path, `no flock on ${process.platform}: ${messageOf(cause)}`, cause);
  }
}

const unsupported = (path: string, reason: string, cause?: unknown): UserError =>
  new UserError("WRITE", `${path} cannot be locked: ${reason}`, {
    path,
    hint: "move its directory to a local disk of Linux or macOS",
    cause,
  });
