import { isCode } from "../../base/errors.ts";
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { makeDirectories } from "../../system/make-directories.ts";
import { withDirectoryLock } from "../../system/directory-lock.ts";
import { replaceFile, type ReplaceStep } from "../../system/replace-file.ts";
import { syncDirectory } from "../../system/sync-directory.ts";
import type { ListedObject, Store } from "../store.ts";
import { datastoreError } from "./datastore-error.ts";
import { readObject } from "./read-object.ts";

export interface DirectoryOptions {
  /** Milliseconds to wait for another process. @default 30000 */
  readonly waitMs?: number | undefined;
  /** Called before each step of a write. A test ends the process there. */
  readonly onStep?: (step: ReplaceStep) => void;
}

/** Temporary file for an object's next content. Only the holder of the directory's lock has one, and overwrites that of a killed process. */
const NEXT = ".next";

/** Keeps a datastore in a directory: one file an object, replaced atomically, on disk before a write is acknowledged. */
export function directoryStore(url: string, root: string, { waitMs = 30_000, onStep }: DirectoryOptions = {}): Store {
  const pathOf = (name: string): string => join(root, name);
  const read = (name: string) => orDatastoreError(`cannot read ${pathOf(name)}`, pathOf(name), () => readObject(pathOf(name)));

  /** Makes the directory of an object, and runs work while it is locked. */
  const locked = async <T>(name: string, work: () => T): Promise<T> => {
    const directory = dirname(pathOf(name));
    try {
      makeDurableDirectory(directory);
      return await withDirectoryLock(directory, waitMs, work);
    } catch (error) {
      throw datastoreError(`cannot write ${pathOf(name)}`, pathOf(name), error);
    }
  };

  const list = (prefix: string): readonly ListedObject[] =>
    orDatastoreError(`cannot list ${pathOf(prefix)}`, pathOf(prefix), () => listObjects(root, pathOf(prefix)));

  return {
    url,
    deadlineMs: waitMs,
    listsFields: false,
    settle: async (name) => orDatastoreError(`cannot sync ${pathOf(name)}`, pathOf(name), () => settle(root, pathOf(name))),
    read: async (name) => read(name),
    write: (name, text, { expected }) =>
      locked(name, () => {
        if ((read(name)?.generation ?? "absent") !== expected) return "conflict";
        replaceFile(pathOf(name), text, { temporary: NEXT, survives: "power loss", onStep });
        return "written";
      }),
    list: async (prefix) => list(prefix),
    pages: async function* (prefix) {
      yield list(prefix);
    },
    remove: (name, generation) =>
      locked(name, () => {
        const found = read(name);
        if (found?.generation !== generation) return found === undefined ? "absent" : "changed";
        rmSync(pathOf(name));
        syncDirectory(dirname(pathOf(name)));
        return "removed";
      }),
  };
}

function orDatastoreError<T>(failure: string, path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw datastoreError(failure, path, error);
  }
}

/** Makes a directory with its parents, and waits until all of them are on disk. */
function makeDurableDirectory(directory: string): void {
  const first = makeDirectories(directory);
  if (first !== undefined) for (let at = directory; at !== dirname(first); at = dirname(at)) syncDirectory(dirname(at));
}

/** Waits until a file, its name and the directories up to the root are on disk. A missing file has nothing to wait for. */
function settle(root: string, path: string): void {
  // Only a file is synced: a pipe would wait for its writer.
  if (lstatSync(path, { throwIfNoEntry: false })?.isFile() !== true) return;
  syncDirectory(path);
  for (let at = dirname(path); at.length >= root.length; at = dirname(at)) syncDirectory(at);
}

function listObjects(root: string, directory: string): readonly ListedObject[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => ({ name: relative(root, join(entry.parentPath, entry.name)) }))
      .filter(({ name }) => !/(?:^|\/)\./.test(name))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (isCode(error, "ENOENT")) return [];
    throw error;
  }
}
