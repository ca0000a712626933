import type { Pointer } from "../releases/pointer.ts";
import type { ENTRY_FIELDS, FieldValues, HOLD_FIELDS } from "./lock-fields.ts";

/** The version of one service that a stack runs: one line of its `versions.yaml`. `ENTRY_FIELDS` documents its fields. */
export interface LockEntry extends FieldValues<typeof ENTRY_FIELDS> {}

/** A rollback that sticks. `HOLD_FIELDS` documents its fields. */
export interface Hold extends FieldValues<typeof HOLD_FIELDS> {}

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
