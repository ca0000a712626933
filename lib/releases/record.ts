import { setTimeout as sleep } from "node:timers/promises";
import { UserError } from "../base/user-error.ts";
import { toMetadata } from "./metadata.ts";
import { pointerName, releaseName } from "./names.ts";
import { movedPointer, newestOf, type Pointer } from "./pointer.ts";
import { readPointer, readRelease } from "./read.ts";
import { checkRelease, compareBuilds, formatRecord, type Release } from "./release.ts";
import type { Store } from "./store.ts";

/** What came of a record: `unchanged` where the same build was recorded before. */
export type Recorded = "recorded" | "unchanged";

/** What came of a channel: `older` where it names, or has named, a newer build. */
export type Moved = "moved" | "unchanged" | "older";

export interface RecordResult {
  /** As the datastore holds it. */
  readonly release: Release;
  readonly record: Recorded;
  readonly channel: ChannelResult;
}

export interface ChannelResult {
  readonly name: string;
  readonly outcome: Moved;
  /** What the channel names now. */
  readonly pointer: Pointer;
}

/** What the outside says of a write. */
export interface Writer {
  /** RFC 3339, UTC. */
  readonly now: () => string;
  /** A name for one write, which nobody else gives. */
  readonly writeId: () => string;
}

/**
 * Records a release and, where it is the channel's newest build, points the channel at it. The record comes first, so no pointer ever
 * names a record that is not there. Safe to repeat: what an earlier run did is found and completed.
 * @throws UserError USAGE where the release is malformed; UNREADABLE where what is there cannot be read; DATASTORE
 */
export async function recordRelease(store: Store, release: Release, channel: string, writer: Writer): Promise<RecordResult> {
  const checked = checkRelease(release);
  if ("problem" in checked) throw new UserError("USAGE", checked.problem);
  const { stored, record } = await createRecord(store, release);
  const moved = await advance(store, stored, channel, writer);
  if (record === "unchanged" && moved.outcome === "moved") await keepRecord(store, stored);
  return { release: stored, record, channel: moved };
}

async function createRecord(store: Store, release: Release): Promise<{ readonly stored: Release; readonly record: Recorded }> {
  const name = releaseName(release.service, release.id);
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await store.write(name, formatRecord(release), { expected: "absent", metadata: toMetadata(release) });
    if (outcome === "written") return { stored: release, record: "recorded" };
    const found = await readRelease(store, release.service, release.id);
    if (found !== undefined && "value" in found) return { stored: found.value, record: "unchanged" };
    // Pruned between the two, which does not happen over and over.
    if (found === undefined && attempt < MOST_ATTEMPTS) continue;
    throw unreadable(store, name, found?.problem ?? "is there when it is written, and gone when it is read");
  }
}

const MOST_ATTEMPTS = 5;

async function advance(store: Store, release: Release, channel: string, writer: Writer): Promise<ChannelResult> {
  for (let attempt = 0; ; attempt += 1) {
    await takeTurns(attempt);
    const found = await readPointer(store, channel, release.service);
    if (found !== undefined && "problem" in found) throw unreadable(store, pointerName(channel, release.service), found.problem);
    const order = found === undefined ? 1 : compareBuilds(release, newestOf(found.value));
    if (found !== undefined && order <= 0) return { name: channel, outcome: order === 0 ? "unchanged" : "older", pointer: found.value };
    const pointer = movedPointer(found?.value, release, { channel, at: writer.now(), writeId: writer.writeId() });
    if (await swap(store, pointer, found?.generation)) return { name: channel, outcome: "moved", pointer };
  }
}

/** Milliseconds by which writers that got in each other's way step aside, per attempt. */
const STEP_ASIDE_MS = 10;

/** Lets writers of one pointer get out of step; the first attempt does not wait. */
export const takeTurns = async (attempt: number): Promise<void> => {
  if (attempt > 0) await sleep(Math.random() * STEP_ASIDE_MS * Math.min(attempt, 20));
};

/** Writes a record that a pointer has come to name again, should pruning have taken it between reading it and naming it. */
export async function keepRecord(store: Store, release: Release): Promise<void> {
  const name = releaseName(release.service, release.id);
  await store.write(name, formatRecord(release), { expected: "absent", metadata: toMetadata(release) });
}

/** Replaces a pointer; false where somebody else has. */
export async function swap(store: Store, pointer: Pointer, generation: string | undefined): Promise<boolean> {
  const options = { expected: generation ?? "absent", metadata: toMetadata(pointer) };
  return (await store.write(pointerName(pointer.channel, pointer.service), formatRecord(pointer), options)) === "written";
}

export const unreadable = (store: Store, name: string, problem: string): UserError =>
  new UserError("UNREADABLE", `${store.url}: ${name} ${problem}`, {
    path: name,
    hint: `fairlead release verify reads everything and says how each is mended`,
  });
