import { FAIRLEAD } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import { contend } from "./contend.ts";
import { pointerName, releaseName } from "./names.ts";
import { movedPointer, type Pointer } from "./pointer.ts";
import { readPointer, readRelease } from "./read.ts";
import { type ChannelResult, restoreRecord, swapPointer, unreadable, type Writer } from "./record.ts";
import type { Release } from "./release.ts";
import type { Store } from "./store.ts";

export interface SetRequest {
  readonly service: string;
  readonly channel: string;
  /** The id of the release. */
  readonly to: string;
  readonly by: string;
  readonly reason: string;
  /** True if build numbers start again from this release, as a new CI's do. */
  readonly renumber: boolean;
}

/**
 * Points a channel at an older or newer release because a person asks for it. Replaces an unreadable pointer, unless a newer Fairlead
 * wrote it.
 * @throws UserError NOT_FOUND if there is no such release. UNREADABLE. DATASTORE
 */
export async function setChannel(store: Store, request: SetRequest, writer: Writer): Promise<ChannelResult> {
  const { service, channel, to, by, reason, renumber } = request;
  const release = await readRelease(store, service, to);
  if (release === undefined) throw missing(store, service, to);
  if ("problem" in release) throw unreadable(store, releaseName(service, to), release.problem);
  const name = pointerName(channel, service);
  return contend(store, name, async (): Promise<ChannelResult | undefined> => {
    const found = await readPointer(store, channel, service);
    if (found !== undefined && "newer" in found) throw unreadable(store, name, found.problem);
    const before = found !== undefined && "value" in found ? found.value : undefined;
    if (before !== undefined && !renumber && names(before, release.value)) {
      await store.settle(name);
      return { name: channel, outcome: "unchanged", pointer: before };
    }
    const byHand = { by, reason, renumber };
    const at = writer.now();
    const moved = movedPointer(before, release.value, { channel, at, writeId: writer.writeId(), byHand });
    // An unreadable pointer has an unknown `seq`. The clock in seconds is greater than any count of moves.
    const pointer = found !== undefined && before === undefined ? { ...moved, seq: Math.floor(Date.parse(at) / 1000) } : moved;
    if (!(await swapPointer(store, pointer, found?.generation))) return undefined;
    await restoreRecord(store, release.value);
    return { name: channel, outcome: "moved", pointer };
  });
}

const names = (pointer: Pointer, { id, image, tag, digest }: Release): boolean =>
  pointer.release === id && pointer.image === image && pointer.tag === tag && pointer.digest === digest;

const missing = (store: Store, service: string, id: string): UserError =>
  new UserError("NOT_FOUND", `${store.url} has no release ${id} of ${service}`, { hint: `${FAIRLEAD} release list ${service}` });
