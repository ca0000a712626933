import { lstatSync, type Stats } from "node:fs";
import { ifExists } from "../../system/if-exists.ts";

/** The facts that differ if another file takes a file's place, so that neither must be read. */
export interface FileIdentity {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
}

/** Files below the generated root at the time of a look. */
export type Snapshot = ReadonlyMap<string, FileIdentity>;

/** Returns the identity of a file, a link or a pipe; undefined if there is none. */
export const identityAt = (path: string): FileIdentity | undefined => {
  const stat = ifExists(() => lstatSync(path, { throwIfNoEntry: false }));
  return stat && identityOf(stat);
};

export const identityOf = ({ ino, size, mtimeMs }: Stats): FileIdentity => ({ ino, size, mtimeMs });

export const isSame = (one: FileIdentity | undefined, other: FileIdentity | undefined): boolean =>
  one?.ino === other?.ino && one?.size === other?.size && one?.mtimeMs === other?.mtimeMs;
