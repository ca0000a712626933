import { closeSync, fsyncSync, openSync } from "node:fs";

/** Waits until the names in a directory are on disk. */
export function syncDirectory(directory: string): void {
  const fd = openSync(directory, "r");
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}
