import { closeSync, fsyncSync, openSync } from "node:fs";
import { createRequire } from "node:module";
import type Koffi from "koffi";

/** Number of paths from which one call for the whole file system is faster. */
const MANY = 32;

let syncFileSystem: ((fd: number) => boolean) | undefined;

/** Waits until files, and the names in directories, are on disk. All must be on one file system. */
export function syncPaths(paths: readonly string[]): void {
  const [first] = paths;
  if (first !== undefined && paths.length >= MANY && withOpen(first, (syncFileSystem ??= loadSyncfs()))) return;
  for (const path of paths) withOpen(path, fsyncSync);
}

function withOpen<T>(path: string, work: (fd: number) => T): T {
  const fd = openSync(path, "r");
  try {
    return work(fd);
  } finally {
    closeSync(fd);
  }
}

/** Loads Linux's `syncfs`. The function returns false if the platform has none, or if the call fails. */
function loadSyncfs(): (fd: number) => boolean {
  if (process.platform !== "linux") return () => false;
  try {
    const koffi: typeof Koffi = createRequire(import.meta.url)("koffi");
    const syncfs = koffi.load(null).func("int syncfs(int fd)");
    return (fd) => syncfs(fd) === 0;
  } catch {
    return () => false;
  }
}
