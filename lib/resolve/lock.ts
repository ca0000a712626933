/** What a stack runs of one service: a line of its `versions.yaml`. */
export interface LockEntry {
  readonly tag: string;
  /** `sha256:` and 64 hex digits; staging and prod refuse to run without one. */
  readonly digest?: string;
  /** The repository the release was pushed to, where it is not the one in the service's spec any more. */
  readonly image?: string;
  /** The release record's id in the version datastore. */
  readonly release?: string;
  /** How many times the channel had moved when the stack followed it: a lower one than before tells a revert. From 1. */
  readonly seq?: number;
  /** What the stack does not go back to, because someone rolled it back. */
  readonly hold?: Hold;
}

/** A rollback that sticks. */
export interface Hold {
  /** The tag of the release that was rolled back. */
  readonly tag: string;
  /** Its id, where the lock named one. */
  readonly release?: string;
  /** Its place in the channel's moves, where the lock named one. */
  readonly seq?: number;
  /** Who rolled it back. */
  readonly by: string;
  /** The commit that did; absent where it is not committed yet. */
  readonly commit?: string;
}

/** Service -> what the stack runs of it. */
export type Lock = ReadonlyMap<string, LockEntry>;

/** Whether two lines run the same image under the same tag, whatever record they name. */
export const runsTheSame = (a: LockEntry, b: LockEntry): boolean =>
  a.digest !== undefined && a.tag === b.tag && a.digest === b.digest && a.image === b.image;

/** Whether two lines say that the same thing runs. Lines written by hand name no release. */
export function sameRelease(a: LockEntry, b: LockEntry): boolean {
  if (a.release !== undefined && b.release !== undefined) return a.release === b.release;
  return a.tag === b.tag && a.digest === b.digest;
}
