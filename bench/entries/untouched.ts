import { GENERATED, type Project, SCRATCH } from "../fleet/project.ts";
import type { Contender } from "../measure/series.ts";
import { differences, type Snapshot, snapshot } from "../measure/snapshot.ts";
import { grouped } from "./group.ts";

/** Compares the disk before and after each run. */
export interface Untouched extends Required<Pick<Contender, "prepare">> {
  readonly verify: () => void;
  /** Returns the largest number of files and directories that one run changed. */
  readonly written: () => number;
  readonly note: () => string;
}

export function untouched({ root }: Project): Untouched {
  // Every run takes the process lock in Fairlead's scratch directory.
  const look = (): Snapshot => snapshot(root, new Set(["node_modules", SCRATCH]));
  let before: Snapshot = new Map();
  let written = 0;
  return {
    prepare: () => void (before = look()),
    verify: () => void (written = Math.max(written, differences(before, look()).length)),
    written: () => written,
    note: () => `written: ${grouped(written)} of ${grouped(before.size)} files and directories in ${GENERATED}/ and beside it`,
  };
}
