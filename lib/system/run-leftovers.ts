import { readdirSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { isAlive } from "./is-alive.ts";

/** This machine, as names of run files contain it. Machines may share a disk, and each knows only its own processes. */
const HOST = hostname().replace(/[^A-Za-z0-9]/g, "");

/** Milliseconds after which no run is active any more in a file of another machine. */
const ABANDONED_MS = 6 * 60 * 60 * 1000;

/** Names a file or directory that belongs to one run until it ends: `engine-build7-4711`. @param kind without a hyphen */
export const runFileName = (kind: string, pid = process.pid): string => `${kind}-${HOST}-${pid}`;

/** True if a name in a directory is of a run that ended without removing it. */
export function isLeftover(directory: string, name: string, kind: string): boolean {
  if (!name.startsWith(`${kind}-`)) return false;
  const [host, pid] = name.slice(kind.length + 1).split("-");
  if (host === HOST) return isDead(Number(pid));
  const changed = statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - changed > ABANDONED_MS;
}

const isDead = (pid: number): boolean => !Number.isInteger(pid) || pid < 1 || !isAlive(pid);

/** Removes the files and directories that killed runs left. */
export function removeLeftovers(directory: string, kind: string): void {
  for (const name of readdirSync(directory)) {
    if (!isLeftover(directory, name, kind)) continue;
    try {
      rmSync(join(directory, name), { recursive: true, force: true });
    } catch {
      // Another user owns it, such as root in a container. It does no harm.
    }
  }
}
