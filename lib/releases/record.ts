import { FAIRLEAD_IN_OPS } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import { retry } from "../system/retry.ts";
import { contend } from "./contend.ts";
import { knownBuilds } from "./known-builds.ts";
import { toMetadata } from "./metadata.ts";
import { pointerName, releaseName } from "./names.ts";
import { movedPointer, newestOf, type Pointer } from "./pointer.ts";
import { readPointer, readRelease } from "./read.ts";
import { checkRelease, compareBuilds, formatRecord, type Release } from "./release.ts";
import { requireSameBuild } from "./same-build.ts";
import type { Store } from "./store.ts";

/** `unchanged`: the same build was recorded before. */
export type Recorded = "recorded" | "unchanged";

/** `older`: the channel names, or has named, a newer build. */
export type Moved = "moved" | "unchanged" | "older";

export interface RecordResult {
  /** The release as the datastore holds it. */
  readonly release: Release;
  readonly record: Recorded;
  readonly channel: ChannelResult;
  /** The ids of other images with the same build number. Absent if there are none. */
  readonly sameNumber?: readonly string[];
}

export interface ChannelResult {
  readonly name: string;
  readonly outcome: Moved;
  /** The channel's pointer after the operation. */
  readonly pointer: Pointer;
}

/** The clock and the source of write ids. */
export interface Writer {
  /** RFC 3339, UTC. */
  readonly now: () => string;
  /** A new, unique name for one write. */
  readonly writeId: () => string;
}

/**
 * Records a release, and points the channel at it if it is the channel's newest build. The record is written first, so every pointer
 * names a record that exists. A repeated call completes what an earlier one began. If the same image is recorded under another number, it
 * is no news: that record is the answer.
 * @throws UserError USAGE if the release is malformed. EXISTS if the id is recorded for another build. UNREADABLE if the existing record
 * or pointer cannot be parsed. DATASTORE
 */
export async function recordRelease(store: Store, release: Release, channel: string, writer: Writer): Promise<RecordResult> {
  const checked = checkRelease(release);
  if ("problem" in checked) throw new UserError("USAGE", checked.problem);
  const created = await createRecord(store, release);
  const { same, sameNumber } = await knownBuilds(store, created.stored);
  const { stored, record } = same === undefined ? created : await settled(store, same);
  const moved = await advance(store, stored, channel, writer);
  if (record === "unchanged" && moved.outcome === "moved") await restoreRecord(store, stored);
  return { release: stored, record, channel: moved, ...(sameNumber.length === 0 ? {} : { sameNumber }) };
}

interface CreatedRecord {
  readonly stored: Release;
  readonly record: Recorded;
}

/** Answers with the record of a build that was recorded under another number. */
async function settled(store: Store, stored: Release): Promise<CreatedRecord> {
  await store.settle(releaseName(stored.service, stored.id));
  return { stored, record: "unchanged" };
}

/** Pruning can delete a record between our write and our read; it does not do so five times. */
const CREATE = { baseMs: 1, maximumMs: 100, maximumAttempts: 5 } as const;

async function createRecord(store: Store, release: Release): Promise<CreatedRecord> {
  const name = releaseName(release.service, release.id);
  const result = await retry<CreatedRecord>(async () => {
    const outcome = await store.write(name, formatRecord(release), { expected: "absent", metadata: toMetadata(release) });
    if (outcome === "written") return { value: { stored: release, record: "recorded" } };
    const found = await readRelease(store, release.service, release.id);
    if (found === undefined) return { failed: "was created and deleted again by other processes during this run" };
    if ("problem" in found) throw unreadable(store, name, found.problem);
    requireSameBuild(store, found.value, release);
    await store.settle(name);
    return { value: { stored: found.value, record: "unchanged" } };
  }, CREATE);
  if ("value" in result) return result.value;
  throw unreadable(store, name, result.failed);
}

function advance(store: Store, release: Release, channel: string, writer: Writer): Promise<ChannelResult> {
  const name = pointerName(channel, release.service);
  return contend(store, name, async (): Promise<ChannelResult | undefined> => {
    const found = await readPointer(store, channel, release.service);
    if (found !== undefined && "problem" in found) throw unreadable(store, name, found.problem);
    const order = found === undefined ? 1 : compareBuilds(release, newestOf(found.value));
    if (found !== undefined && order <= 0) {
      await store.settle(name);
      return { name: channel, outcome: order === 0 ? "unchanged" : "older", pointer: found.value };
    }
    const pointer = movedPointer(found?.value, release, { channel, at: writer.now(), writeId: writer.writeId() });
    return (await swapPointer(store, pointer, found?.generation)) ? { name: channel, outcome: "moved", pointer } : undefined;
  });
}

/** Writes a record again if pruning deleted it before a pointer came to name it. A person who moves pointers may lack the permission to write records, so it reads first. */
export async function restoreRecord(store: Store, release: Release): Promise<void> {
  const name = releaseName(release.service, release.id);
  if ((await store.read(name)) !== undefined) return;
  await store.write(name, formatRecord(release), { expected: "absent", metadata: toMetadata(release) });
}

/** Replaces a pointer of that generation. Returns false if another writer was faster. */
export async function swapPointer(store: Store, pointer: Pointer, generation: string | undefined): Promise<boolean> {
  const options = { expected: generation ?? "absent", metadata: toMetadata(pointer) };
  return (await store.write(pointerName(pointer.channel, pointer.service), formatRecord(pointer), options)) === "written";
}

export const unreadable = (store: Store, name: string, problem: string): UserError =>
  new UserError("UNREADABLE", `${store.url}: ${name} ${problem}`, {
    path: name,
    hint: `${FAIRLEAD_IN_OPS} release verify lists every broken object and how to fix it`,
  });
