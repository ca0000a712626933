import { closeSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import { constants } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import type Koffi from "koffi";
import { UserError } from "../base/user-error.ts";

type Flock = (fd: number) => { readonly taken: boolean; readonly errno: number };

const { EAGAIN, EINTR, EWOULDBLOCK } = constants.errno;
const LOCK_EX_NB = 2 | 4;
/** Milliseconds between two attempts; the work under the lock takes about one. */
const POLL = { least: 1, most: 15 } as const;

let flock: Flock | undefined;

/**
 * Runs `work` while no other process holds the directory. The kernel gives the lock back when its holder dies, however it dies, so
 * there is no stale lock to judge. Node has no call for it.
 * @throws UserError BUSY after `waitMs`
 */
export async function withDirectory<T>(directory: string, waitMs: number, work: () => T): Promise<T> {
  flock ??= loadFlock(directory);
  const deadline = performance.now() + waitMs;
  const fd = openSync(directory, "r");
  try {
    for (;;) {
      const { taken, errno } = flock(fd);
      if (taken) return work();
      if (errno !== EWOULDBLOCK && errno !== EAGAIN && errno !== EINTR) throw new Error(`cannot lock ${directory}: error ${errno}`);
      if (performance.now() > deadline) {
        throw new UserError("BUSY", `another process has held ${directory} for ${Math.round(waitMs / 1000)} s`, { path: directory });
      }
      await sleep(POLL.least + Math.random() * (POLL.most - POLL.least));
    }
  } finally {
    closeSync(fd);
  }
}

function loadFlock(directory: string): Flock {
  try {
    const koffi: typeof Koffi = createRequire(import.meta.url)("koffi");
    const call = koffi.load(null).func("int flock(int fd, int operation)");
    return (fd) => ({ taken: call(fd, LOCK_EX_NB) === 0, errno: koffi.errno() });
  } catch (cause) {
    throw new UserError("DATASTORE", `${directory} cannot be locked on ${process.platform}`, {
      hint: "a directory as the datastore needs Linux or macOS; a bucket works everywhere",
      cause,
    });
  }
}
