import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import * as z from "zod/mini";
import { UserError } from "../../base/user-error.ts";
import { quoted } from "../../base/text.ts";
import { ifExists } from "../../system/if-exists.ts";
import { isAlive } from "../../system/is-alive.ts";
import { lockFolder, type StateFiles } from "./state-files.ts";

/** The lock of a run of the engine, as its file has it. */
const lockSchema = z.object({ pid: z.int(), username: z.string(), hostname: z.string(), timestamp: z.string() });
type Lock = z.infer<typeof lockSchema>;

/** The name of the engine's process. */
const ENGINE = "pulumi";

/**
 * Removes the locks of runs that have ended. Their processes ran on this machine, and are gone.
 * @returns the removed locks, as messages name them
 * @throws UserError BUSY for a lock whose process is alive, or may be
 */
export async function clearDeadLocks(files: StateFiles, project: string, stack: string): Promise<readonly string[]> {
  const folder = lockFolder(project, stack);
  const dead: string[] = [];
  const names = await files.list(folder);
  for (const name of names.filter((each) => each.endsWith(".json"))) {
    const path = `${folder}/${name}`;
    const lock = parseLock(await files.read(path));
    if (lock === undefined || !isDead(lock)) throw busy(files, path, stack, lock);
    await files.remove(path);
    // The directory backend keeps the attributes of each file beside it.
    await files.remove(`${path}.attrs`);
    dead.push(describe(lock));
  }
  return dead;
}

function busy(files: StateFiles, path: string, stack: string, lock: Lock | undefined): UserError {
  const isHere = lock?.hostname === hostname();
  const name = files.nameOf(path);
  const remove = name.startsWith("gs:") ? `gcloud storage rm ${quoted(name)}` : `rm ${quoted(name)}`;
  return new UserError("BUSY", `${stack} is locked by ${lock === undefined ? "an unknown run" : describe(lock)}`, {
    path: name,
    hint: isHere
      ? `wait until it ends; ps -fp ${lock.pid} shows it`
      : `wait until it ends; only if you know that this run is dead: ${remove}`,
  });
}

const describe = ({ pid, username, hostname: host, timestamp }: Lock): string =>
  `process ${pid} of ${username}@${host}, since ${timestamp}`;

/** True if the process of a lock ended. It ran on this machine, and its number is free or of another program. */
function isDead({ pid, hostname: host }: Lock): boolean {
  if (host !== hostname()) return false;
  if (!isAlive(pid)) return true;
  const program = ifExists(() => readFileSync(`/proc/${pid}/comm`, "utf8"));
  return program !== undefined && program.trim() !== ENGINE;
}

function parseLock(text: string | undefined): Lock | undefined {
  try {
    return z.parse(lockSchema, JSON.parse(text ?? ""));
  } catch {
    return undefined;
  }
}
