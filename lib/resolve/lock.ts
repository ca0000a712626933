import type { Pointer } from "../releases/pointer.ts";

/** The version of one service that a stack runs: one line of its `versions.yaml`. */
export interface LockEntry {
  readonly tag: string;
  /** `sha256:` and 64 hex digits; staging and prod refuse to run without one. */
  readonly digest?: string;
  /** The image repository of the release, if it differs from the service's spec. */
  readonly image?: string;
  /** The release record's id in the version datastore. */
  readonly release?: string;
  /** The number of moves that the channel had made when the stack followed it. A lower number than before is a revert. From 1. */
  readonly seq?: number;
  /** The release that the stack does not return to, because somebody rolled it back. */
  readonly hold?: Hold;
}

/** A rollback that sticks. */
export interface Hold {
  /** The tag of the release that was rolled back. */
  readonly tag: string;
  /** The release's id, if the lock named one. */
  readonly release?: string;
  /** The channel's moves at that release, if the lock named them. */
  readonly seq?: number;
  /** The name of the person who rolled it back. */
  readonly by: string;
  /** The commit that rolled it back; absent until it is committed. */
  readonly commit?: string;
}

/** A stack's lock: service -> entry. */
export type Lock = ReadonlyMap<string, LockEntry>;

/** Returns the entry that follows a pointer. @param specImage the image repository in the service's spec */
export const entryFromPointer = ({ digest, image, release, seq, tag }: Pointer, specImage: string): LockEntry => ({
  digest,
  ...(image === specImage ? {} : { image }),
  release,
  seq,
  tag,
});

/** True if two entries name the same image and tag, under any release records. */
export const isSameImage = (a: LockEntry, b: LockEntry): boolean =>
  a.digest !== undefined && a.tag === b.tag && a.digest === b.digest && a.image === b.image;

/** True if two entries name the same release. Entries that a person wrote have no release id, so tag and digest are compared. */
export function isSameRelease(a: LockEntry, b: LockEntry): boolean {
  if (a.release !== undefined && b.release !== undefined) return a.release === b.release;
  return a.tag === b.tag && a.digest === b.digest;
}
