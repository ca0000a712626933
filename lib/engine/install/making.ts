import { chmodSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { isAlive } from "../../render/writer/is-alive.ts";
import { isCode } from "../../spec/values.ts";

const PREFIX = ".making-";

/** Tells whose directory it is: machines may share a cache, and each knows only its own processes. */
const HOST = hostname().replace(/[^A-Za-z0-9]/g, "");

/** After this time nobody is at work any more in the directory of another machine. */
const ABANDONED_MS = 6 * 60 * 60 * 1000;

/** A new directory beside the place where it will go, on the same disk. */
export function startMaking(place: string): string {
  const parent = dirname(place);
  mkdirSync(parent, { recursive: true });
  sweep(parent);
  return mkdtempSync(join(parent, `${PREFIX}${HOST}-${process.pid}-`));
}

/** Puts what was made into its place, in one step. What another run has put there at the same time stays. */
export function finishMaking(making: string, place: string): void {
  const aside = asideOf(making);
  // A temporary directory is its owner's alone; an image may be built by one user and run by another.
  chmodSync(making, 0o777 & ~process.umask());
  try {
    renameSync(place, aside);
  } catch (error) {
    if (!isCode(error, "ENOENT")) throw error;
  }
  try {
    renameSync(making, place);
  } catch (error) {
    if (!isCode(error, "ENOTEMPTY") && !isCode(error, "EEXIST")) throw error;
  }
}

/** Leaves nothing of it. */
export function clearMaking(making: string): void {
  for (const path of [making, asideOf(making)]) rmSync(path, { recursive: true, force: true, maxRetries: 3 });
}

const asideOf = (making: string): string => `${making}-old`;

/** A run that was killed leaves its directory. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (name.startsWith(PREFIX) && isAbandoned(join(parent, name), name)) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

function isAbandoned(path: string, name: string): boolean {
  const [host, pid] = name.slice(PREFIX.length).split("-");
  if (host === HOST) return isDead(Number(pid));
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
  return Date.now() - changed > ABANDONED_MS;
}

const isDead = (pid: number): boolean => !Number.isInteger(pid) || pid < 1 || !isAlive(pid);
