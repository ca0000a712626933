import { closeSync, openSync } from "node:fs";
import { UserError } from "../base/user-error.ts";
import { tryFlock } from "./flock.ts";
import { pollUntil } from "./poll-until.ts";

/**
 * Runs `work` while no other process holds the lock of a directory. Leaves no file.
 * @throws UserError BUSY if another process holds it longer than `waitMs`; WRITE if the directory cannot be locked
 */
export async function withDirectoryLock<T>(directory: string, waitMs: number, work: () => T | Promise<T>): Promise<T> {
  const fd = openSync(directory, "r");
  try {
    if (await pollUntil(() => tryFlock(fd, directory, "exclusive"), waitMs)) return await work();
    throw new UserError("BUSY", `another process has held ${directory} for ${Math.round(waitMs / 1000)} s`, { path: directory });
  } finally {
    closeSync(fd);
  }
}
