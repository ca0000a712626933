import type { Pointer } from "../releases/pointer.ts";
import type { ENTRY_FIELDS, FieldValues, HOLD_FIELDS } from "./lock-fields.ts";

/** The version of one service that a stack runs: one line of its `versions.yaml`. `ENTRY_FIELDS` documents its fields. */
export interface LockEntry extends FieldValues<typeof ENTRY_FIELDS> {}

/** A rollback that sticks. `HOLD_FIELDS` documents its fields. */
export interface Hold extends FieldValues<typeof HOLD_FIELDS> {}

/** A stack's lock: service -> entry. */
export type Lock = ReadonlyMap<string, LockEntry>;

/** Returns the entry of a service that follows a pointer. */
export const entryFromPointer = (
  { digest, image, release, seq, service, tag }: Pointer,
  spec: { readonly name: string; readonly image: string },
): LockEntry => ({
  digest,
  ...(image === spec.image ? {} : { image }),
  release,
  seq,
  ...(service === spec.name ? {} : { service }),
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
