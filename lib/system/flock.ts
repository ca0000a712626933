import { createRequire } from "node:module";
import { constants } from "node:os";
import { getSystemErrorName } from "node:util";
import type Koffi from "koffi";
import { UserError } from "../base/user-error.ts";
import { flockByProgram, type FlockMode, type FlockResult } from "./flock-program.ts";

type Flock = (fd: number, mode: FlockMode) => FlockResult;

const { EAGAIN, EINTR, EWOULDBLOCK } = constants.errno;
const HELD: ReadonlySet<number> = new Set([EAGAIN, EINTR, EWOULDBLOCK]);

/** `LOCK_NB`: the call returns at once. */
const NON_BLOCKING = 4;
const OPERATIONS: Readonly<Record<FlockMode, number>> = { shared: 1 | NON_BLOCKING, exclusive: 2 | NON_BLOCKING };

let flock: Flock | undefined;

/**
 * Locks an open file or directory, without waiting. False if another descriptor holds the lock.
 * The kernel releases a lock when its descriptor closes, so a killed process holds none. Node has no function for it: koffi calls it, or
 * a program does if koffi is not installed.
 * @param path names the file in errors
 * @throws UserError WRITE if the platform or the file system has no such locks
 */
export function tryFlock(fd: number, path: string, mode: FlockMode): boolean {
  flock ??= flockByKoffi() ?? flockByProgram;
  const result = flock(fd, mode);
  if (typeof result === "string") return result === "locked";
  throw new UserError("WRITE", `${path} cannot be locked: ${result.refused}`, {
    path,
    hint: "move its directory to a local disk of Linux or macOS",
  });
}

/** Returns a function that calls flock(2) in this process. Undefined if koffi is not installed or does not support the platform. */
function flockByKoffi(): Flock | undefined {
  try {
    const koffi: typeof Koffi = createRequire(import.meta.url)("koffi");
    const call = koffi.load(null).func("int flock(int fd, int operation)");
    return (fd, mode) => {
      if (call(fd, OPERATIONS[mode]) === 0) return "locked";
      const errno = koffi.errno();
      return HELD.has(errno) ? "held" : { refused: getSystemErrorName(-errno) };
    };
  } catch {
    return undefined;
  }
}
