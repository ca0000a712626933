import { readdirSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isAlive } from "./is-alive.ts";

/** Tells whose a directory is: machines may share a disk, and each knows only its own processes. */
const HOST = hostname().replace(/[^A-Za-z0-9]/g, "");

/** After this time nobody is at work any more in the directory of another machine. */
const ABANDONED_MS = 6 * 60 * 60 * 1000;

/** The name of something that a run has for itself until it ends, such as `engine-build7-4711`. @param what without the sign `-` */
export const ownName = (what: string, pid = process.pid): string => `${what}-${HOST}-${pid}`;

/** Whether something in a directory bears the name of a run that has ended without clearing it away. */
export function isLeftOver(directory: string, name: string, what: string): boolean {
  if (!name.startsWith(`${what}-`)) return false;
  const [host, pid] = name.slice(what.length + 1).split("-");
  if (host === HOST) return isDead(Number(pid));
  const changed = statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - changed > ABANDONED_MS;
}

const isDead = (pid: number): boolean => !Number.isInteger(pid) || pid < 1 || !isAlive(pid);

/** Removes what runs left that were killed. */
export function sweep(directory: string, what: string): void {
  for (const name of readdirSync(directory)) {
    if (!isLeftOver(directory, name, what)) continue;
    try {
      rmSync(join(directory, name), { recursive: true, force: true });
    } catch {
      // Somebody else's, such as root's from a container: in nobody's way.
    }
  }
}
