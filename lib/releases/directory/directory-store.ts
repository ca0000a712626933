import { createHash } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { UserError } from "../../base/user-error.ts";
import { isSystemError } from "../../system/system-errors.ts";
import { isCode, messageOf } from "../../base/errors.ts";
import { type ListedObject, MOST_BYTES, type Store, type StoredObject } from "../store.ts";
import { withDirectory } from "../../system/flock.ts";

export interface DirectoryOptions {
  /** Milliseconds to wait for another process. @default 30000 */
  readonly waitMs?: number | undefined;
  /** Called before every step of a write; a test ends the process there. */
  readonly onStep?: (step: "write" | "sync" | "rename" | "sync directory") => void;
}

/** The next content of an object, until it is renamed. Only the holder of the directory's lock has one: a dead one's is written over. */
const NEXT = ".next";

/** A directory as a datastore: a file an object, replaced whole, on disk before a write is acknowledged. */
export function directoryStore(url: string, root: string, { waitMs = 30_000, onStep = () => {} }: DirectoryOptions = {}): Store {
  const pathOf = (name: string): string => join(root, name);

  const read = (name: string): StoredObject | undefined => {
    const path = pathOf(name);
    const fd = open(path);
    if (fd === undefined) return undefined;
    try {
      const buffer = Buffer.alloc(MOST_BYTES + 1);
      let length = 0;
      for (let part = -1; part !== 0 && length < buffer.length; length += part)
        part = readSync(fd, buffer, length, buffer.length - length, null);
      const bytes = buffer.subarray(0, length);
      return { text: bytes.toString("utf8"), generation: createHash("sha256").update(bytes).digest("hex") };
    } catch (error) {
      throw refused(`cannot read ${path}`, path, error);
    } finally {
      closeSync(fd);
    }
  };

  const replace = (name: string, text: string): void => {
    const path = pathOf(name);
    const next = join(dirname(path), NEXT);
    onStep("write");
    const fd = openSync(next, "w", 0o644);
    try {
      // A full disk may take a part of it: this goes on until all is written or refused.
      writeFileSync(fd, text);
      onStep("sync");
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
    onStep("rename");
    renameSync(next, path);
    onStep("sync directory");
    syncDirectory(dirname(path));
  };

  /** Makes the directory of an object, and holds it. */
  const held = async <T>(name: string, work: () => T): Promise<T> => {
    const directory = dirname(pathOf(name));
    try {
      const made = mkdirSync(directory, { recursive: true });
      if (made !== undefined) for (let at = directory; at !== dirname(made); at = dirname(at)) syncDirectory(dirname(at));
      return await withDirectory(directory, waitMs, work);
    } catch (error) {
      throw refused(`cannot write ${pathOf(name)}`, pathOf(name), error);
    }
  };

  return {
    url,
    read: async (name) => read(name),
    write: (name, text, { expected }) =>
      held(name, () => {
        if ((read(name)?.generation ?? "absent") !== expected) return "conflict";
        replace(name, text);
        return "written";
      }),
    list: async (prefix) => filesBelow(root, pathOf(prefix)),
    remove: (name, generation) =>
      held(name, () => {
        const found = read(name);
        if (found?.generation !== generation) return found === undefined ? "absent" : "changed";
        rmSync(pathOf(name));
        syncDirectory(dirname(pathOf(name)));
        return "removed";
      }),
  };
}

function open(path: string): number | undefined {
  try {
    return openSync(path, "r");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw refused(`cannot read ${path}`, path, error);
  }
}

function syncDirectory(directory: string): void {
  const fd = openSync(directory, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

function filesBelow(root: string, directory: string): readonly ListedObject[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => ({ name: relative(root, join(entry.parentPath, entry.name)) }))
      .filter(({ name }) => !/(?:^|\/)\./.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw refused(`cannot list ${directory}`, directory, error);
  }
}

/** A full disk or a missing right is not a defect of ours. */
function refused(what: string, path: string, error: unknown): unknown {
  if (!isSystemError(error)) return error;
  return new UserError("DATASTORE", `${what}: ${messageOf(error)}`, {
    path,
    hint: "look at free space (df) and at rights (ls -ld); nothing that was acknowledged is lost",
    cause: error,
  });
}
