import type { Pointer } from "../releases/pointer.ts";
import type { ENTRY_FIELDS, FieldValues, HOLD_FIELDS } from "./lock-fields.ts";

/** The version of one service that a stack runs: one entry of its `versions.yaml`. `ENTRY_FIELDS` documents its fields. */
export interface LockEntry extends FieldValues<typeof ENTRY_FIELDS> {}

/** A rollback that sticks, or the word of a person who holds the service. `HOLD_FIELDS` documents its fields. */
export interface Hold extends FieldValues<typeof HOLD_FIELDS> {}

/** A stack's lock: service -> entry. */
export type Lock = ReadonlyMap<string, LockEntry>;

/** A pointer with a greater `seq` is not believed: a lock counts on from its own numbers. Ten thousand years have fewer seconds. */
const MAX_SEQ = 10 ** 12;

/**
 * Returns the entry of a service that follows a pointer.
 * @param above the entry gets a greater `seq`, also if the pointer has a lower one. So of two entries the lower is the older
 */
export const entryFromPointer = (
  { channel, digest, image, release, seq, service, tag }: Pointer,
  name: string,
  above: number,
): LockEntry => ({
  channel,
  digest,
  image,
  release,
  seq: seq > above && seq < MAX_SEQ ? seq : above + 1,
  ...(service === name ? {} : { service }),
  tag,
});

/** An image, as an entry or a hold names it. */
type Version = Pick<LockEntry, "digest" | "image" | "tag">;

/**
 * True if two entries run the same image: the same repository and digest. Tags and release ids are names, so they do not count. A part
 * that one of them lacks is not compared; without any digest, the tags are.
 */
export function isSameVersion(a: Version, b: Version): boolean {
  if (a.image !== undefined && b.image !== undefined && a.image !== b.image) return false;
  return a.digest === b.digest && (a.digest !== undefined || a.tag === b.tag);
}

/** Returns an entry with another hold, or with none. The fields have the order of a lock. */
export function withHold({ hold: _hold, addresses, channel, digest, ...rest }: LockEntry, hold: Hold | undefined): LockEntry {
  return {
    ...(addresses === undefined ? {} : { addresses }),
    ...(channel === undefined ? {} : { channel }),
    ...(digest === undefined ? {} : { digest }),
    ...(hold === undefined ? {} : { hold }),
    ...rest,
  };
}

/** The values for an entry that an earlier Fairlead or a person wrote without channel and image. */
export interface EntryDefaults {
  readonly channel: string | undefined;
  /** Undefined if the stack does not run the service any more. */
  readonly image: string | undefined;
}

/** Adds the fields that an entry lacks, in the order of a lock. */
export const completeEntry = (entry: LockEntry, { channel = entry.channel, image = entry.image }: EntryDefaults): LockEntry => ({
  ...(channel === undefined ? {} : { channel }),
  ...(image === undefined ? {} : { image }),
  ...entry,
});
