import { linkSync, renameSync, rmSync, writeFileSync, copyFileSync, constants } from "node:fs";
import { exchangePaths } from "./exchange-paths.ts";
import { makeDirectories } from "./make-directories.ts";
import { syncPaths } from "./sync-paths.ts";

/** The changes that a tree writer makes on disk. A test lets each of them fail. */
export interface FileOperations {
  /** Makes a directory with its parents. Does nothing if it exists. */
  readonly mkdir: (path: string) => void;
  readonly writeFile: (path: string, text: string) => void;
  /** Gives a file a second name, or copies it if the file system has no hard links. True if it is one file with two names. */
  readonly link: (from: string, to: string) => boolean;
  readonly rename: (from: string, to: string) => void;
  /** Swaps two files or directories atomically. False if the file system does not support it. */
  readonly exchange: (a: string, b: string) => boolean;
  /** Removes a file or a directory with its content. Does nothing if it does not exist. */
  readonly remove: (path: string) => void;
  /** Waits until files and the names in directories are on disk. */
  readonly sync: (paths: readonly string[]) => void;
}

export const nodeFileOperations: FileOperations = {
  mkdir: (path) => void makeDirectories(path),
  writeFile: (path, text) => writeFileSync(path, text, { mode: 0o644 }),
  link: (from, to) => {
    try {
      linkSync(from, to);
      return true;
    } catch {
      // No hard links: another file system, FAT, or a limit.
      copyFileSync(from, to, constants.COPYFILE_FICLONE);
      return false;
    }
  },
  rename: (from, to) => renameSync(from, to),
  exchange: exchangePaths,
  remove: (path) => rmSync(path, { recursive: true, force: true }),
  sync: syncPaths,
};
