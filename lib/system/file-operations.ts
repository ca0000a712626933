import { linkSync, mkdirSync, renameSync, rmSync, writeFileSync, copyFileSync, constants } from "node:fs";
import { exchangePaths } from "./exchange-paths.ts";

/** Every change that the writer makes to the disk; a test lets each one fail in turn. */
export interface FileOps {
  /** With parents; one that is there already is fine. */
  readonly mkdir: (path: string) => void;
  readonly writeFile: (path: string, text: string) => void;
  /** The same content under a second name, as cheaply as the file system can. */
  readonly link: (from: string, to: string) => void;
  readonly rename: (from: string, to: string) => void;
  /** Swaps two directories in one step; false where the file system cannot. */
  readonly exchange: (a: string, b: string) => boolean;
  /** With everything below; one that is not there is fine. */
  readonly remove: (path: string) => void;
}

export const nodeFileOps: FileOps = {
  mkdir: (path) => void mkdirSync(path, { recursive: true }),
  writeFile: (path, text) => writeFileSync(path, text, { mode: 0o644 }),
  link: (from, to) => {
    try {
      linkSync(from, to);
    } catch {
      // No hard links here (another file system, FAT, a limit): a copy is as good.
      copyFileSync(from, to, constants.COPYFILE_FICLONE);
    }
  },
  rename: (from, to) => renameSync(from, to),
  exchange: exchangePaths,
  remove: (path) => rmSync(path, { recursive: true, force: true }),
};
