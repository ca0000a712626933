import { GENERATED, type Project, SCRATCH } from "../fleet/project.ts";
import type { Contender } from "../measure/series.ts";
import { differences, type Snapshot, snapshot } from "../measure/snapshot.ts";
import { grouped } from "./group.ts";

/** Looks before and after each run whether anything on the disk was touched. */
export interface Untouched extends Required<Pick<Contender, "prepare">> {
  readonly verify: () => void;
  /** The most that one run has touched. */
  readonly written: () => number;
  readonly note: () => string;
}

export function untouched({ root }: Project): Untouched {
  // Fairlead's own scratch directory holds its lock, which every run takes.
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
