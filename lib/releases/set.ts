import { UserError } from "../base/user-error.ts";
import { pointerName, releaseName } from "./names.ts";
import { movedPointer, type Pointer } from "./pointer.ts";
import { readPointer, readRelease } from "./read.ts";
import type { Release } from "./release.ts";
import { type ChannelResult, keepRecord, swap, takeTurns, unreadable, type Writer } from "./record.ts";
import type { Store } from "./store.ts";

export interface SetRequest {
  readonly service: string;
  readonly channel: string;
  /** The id of the release. */
  readonly to: string;
  readonly by: string;
  readonly reason: string;
  /** Builds count anew from this one: a new CI numbers from the start. */
  readonly renumber: boolean;
}

/**
 * Points a channel at a release on purpose, be it older or newer. A pointer that cannot be read is replaced, unless a newer Fairlead wrote it.
 * @throws UserError NOT_FOUND where there is no such release; UNREADABLE; DATASTORE
 */
export async function setChannel(store: Store, request: SetRequest, writer: Writer): Promise<ChannelResult> {
  const { service, channel, to, by, reason, renumber } = request;
  const release = await readRelease(store, service, to);
  if (release === undefined) throw missing(store, service, to);
  if ("problem" in release) throw unreadable(store, releaseName(service, to), release.problem);
  for (let attempt = 0; ; attempt += 1) {
    await takeTurns(attempt);
    const found = await readPointer(store, channel, service);
    if (found !== undefined && "newer" in found) throw unreadable(store, pointerName(channel, service), found.problem);
    const before = found !== undefined && "value" in found ? found.value : undefined;
    if (before !== undefined && !renumber && says(before, release.value)) return { name: channel, outcome: "unchanged", pointer: before };
    const byHand = { by, reason, renumber };
    const at = writer.now();
    const moved = movedPointer(before, release.value, { channel, at, writeId: writer.writeId(), byHand });
    // Nobody knows how often a pointer that cannot be read has moved; the clock is further than any count.
    const pointer = found !== undefined && before === undefined ? { ...moved, seq: Math.floor(Date.parse(at) / 1000) } : moved;
    if (!(await swap(store, pointer, found?.generation))) continue;
    await keepRecord(store, release.value);
    return { name: channel, outcome: "moved", pointer };
  }
}

const says = (pointer: Pointer, { id, image, tag, digest }: Release): boolean =>
  pointer.release === id && pointer.image === image && pointer.tag === tag && pointer.digest === digest;

const missing = (store: Store, service: string, id: string): UserError =>
  new UserError("NOT_FOUND", `${store.url} has no release ${id} of ${service}`, { hint: `fairlead release list ${service}` });
