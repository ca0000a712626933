import { UserError } from "../spec/user-error.ts";
import { toMetadata } from "./metadata.ts";
import { releaseName } from "./names.ts";
import { movedPointer } from "./pointer.ts";
import { readPointer, readRelease } from "./read.ts";
import { formatRecord } from "./release.ts";
import { type ChannelResult, swap, unreadable, type Writer } from "./record.ts";
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
 * Points a channel at a release on purpose, be it older or newer. A pointer that cannot be read is replaced.
 * @throws UserError NOT_FOUND where there is no such release; UNREADABLE; DATASTORE
 */
export async function setChannel(store: Store, request: SetRequest, writer: Writer): Promise<ChannelResult> {
  const { service, channel, to, by, reason, renumber } = request;
  const release = await readRelease(store, service, to);
  if (release === undefined) throw missing(store, service, to);
  if ("problem" in release) throw unreadable(store, releaseName(service, to), release.problem);
  for (;;) {
    const found = await readPointer(store, channel, service);
    const before = found !== undefined && "value" in found ? found.value : undefined;
    if (before?.release === to && !renumber) return { name: channel, outcome: "unchanged", pointer: before };
    const byHand = { by, reason, renumber };
    const pointer = movedPointer(before, release.value, { channel, at: writer.now(), writeId: writer.writeId(), byHand });
    if (!(await swap(store, pointer, found?.generation))) continue;
    // Should pruning have taken the record between reading it and naming it.
    await store.write(releaseName(service, to), formatRecord(release.value), { expected: "absent", metadata: toMetadata(release.value) });
    return { name: channel, outcome: "moved", pointer };
  }
}

const missing = (store: Store, service: string, id: string): UserError =>
  new UserError("NOT_FOUND", `${store.url} has no release ${id} of ${service}`, { hint: `fairlead release list ${service}` });
