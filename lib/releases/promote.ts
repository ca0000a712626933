import { UserError } from "../base/user-error.ts";
import { contend } from "./contend.ts";
import { pointerName } from "./names.ts";
import { movedPointer, newestOf, type Pointer } from "./pointer.ts";
import { type Channel, inParallel, PARALLEL, readPointer, readRelease } from "./read.ts";
import { recordProblem } from "./record-problem.ts";
import { restoreRecord, swapPointer, unreadable, type Writer } from "./record.ts";
import { compareBuilds, type Release } from "./release.ts";
import type { Store } from "./store.ts";

/**
 * `unchanged`: the channel already names the release. `newer`: it has already named a newer build. `pinned`: a person set it to another
 * release. Only a build newer than all that it has named moves it from there.
 */
export type PromoteOutcome = "moved" | "unchanged" | "newer" | "pinned" | "failed";

/** The outcome of one service. */
export interface Promotion {
  readonly service: string;
  readonly outcome: PromoteOutcome;
  /** The release that the first channel names. Undefined if its pointer is broken. */
  readonly release?: Named | undefined;
  /** The release that the other channel named before. Undefined if there was none. */
  readonly before?: Named | undefined;
  /** Why the channel is pinned, or why the service failed. */
  readonly reason?: string | undefined;
}

interface Named {
  readonly id: string;
  readonly tag: string;
}

/** A release to promote: what a pointer or a lock entry names. */
export interface PromotionSource extends Pick<Pointer, "service" | "channel" | "release" | "image" | "tag" | "digest"> {
  /** The file that names it, for messages. @default the pointer of its channel */
  readonly namedIn?: string;
}

export interface PromoteRequest {
  /** The channel or stack whose releases are taken, and its services. */
  readonly from: Pick<Channel, "name" | "broken"> & { readonly pointers: ReadonlyMap<string, PromotionSource> };
  readonly to: Channel;
  readonly services: readonly string[];
  /** True to find the outcomes without a move. @default false */
  readonly dryRun?: boolean | undefined;
  /** Called after each service. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/**
 * Points a channel at the releases that another channel names, some services at the same time. Each move is one compare-and-swap. So a
 * repeated call completes what an earlier one began. A failed service does not stop the others, but many failures in a row do.
 */
export async function promoteChannel(store: Store, request: PromoteRequest, writer: Writer): Promise<readonly Promotion[]> {
  const { from, to, services, dryRun = false, onProgress } = request;
  let failuresInRow = 0;
  let done = 0;
  return inParallel(services, async (service): Promise<Promotion> => {
    const source = from.pointers.get(service);
    if (source === undefined)
      return { service, outcome: "failed", reason: from.broken.get(service) ?? `channel ${from.name} does not name it` };
    const release = namedBy(source);
    if (failuresInRow >= PARALLEL)
      return { service, outcome: "failed", release, reason: `not tried after ${failuresInRow} failures in a row` };
    try {
      const promotion = await promoteService(store, source, { to, dryRun }, writer);
      failuresInRow = 0;
      return promotion;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      failuresInRow += 1;
      return { service, outcome: "failed", release, reason: error.message };
    } finally {
      onProgress?.((done += 1));
    }
  });
}

/** @throws UserError UNREADABLE, DATASTORE */
async function promoteService(
  store: Store,
  source: PromotionSource,
  { to, dryRun }: { readonly to: Channel; readonly dryRun: boolean },
  writer: Writer,
): Promise<Promotion> {
  const { service } = source;
  const release = await recordOf(store, source);
  const listed = to.pointers.get(service);
  if (listed !== undefined && isAt(listed, source))
    return { service, outcome: "unchanged", release: namedBy(source), before: namedBy(listed) };
  // A listing shows which pointers exist, so the first round does not read a missing one.
  const exists = listed !== undefined || to.broken.has(service);
  const name = pointerName(to.name, service);
  return contend(store, name, async (round): Promise<Promotion | undefined> => {
    const found = round > 0 || exists ? await readPointer(store, to.name, service) : undefined;
    if (found !== undefined && "problem" in found) throw unreadable(store, name, found.problem);
    const before = found?.value;
    const promotion = { service, release: namedBy(source), before: before === undefined ? undefined : namedBy(before) };
    const kept = before === undefined ? undefined : reasonToStay(before, source, release);
    if (kept !== undefined) return { ...promotion, ...kept };
    if (dryRun) return { ...promotion, outcome: "moved" };
    const pointer = movedPointer(before, release, { channel: to.name, at: writer.now(), writeId: writer.writeId() });
    if (!(await swapPointer(store, pointer, found?.generation))) return undefined;
    await restoreRecord(store, release);
    return { ...promotion, outcome: "moved" };
  });
}

/** Reads the record of a source. @throws UserError UNREADABLE if it does not exist, is broken or differs from the source */
async function recordOf(store: Store, source: PromotionSource): Promise<Release> {
  const found = await readRelease(store, source.service, source.release);
  const problem = recordProblem(source, found !== undefined && "problem" in found ? "broken" : found?.value);
  if (problem !== undefined || found === undefined || "problem" in found)
    throw unreadable(store, source.namedIn ?? pointerName(source.channel, source.service), problem ?? "names no release");
  return found.value;
}

function reasonToStay(before: Pointer, source: PromotionSource, release: Release): Pick<Promotion, "outcome" | "reason"> | undefined {
  if (isAt(before, source)) return { outcome: "unchanged" };
  if (compareBuilds(release, newestOf(before)) > 0) return undefined;
  const { by, reason = "no reason given" } = before;
  return by === undefined ? { outcome: "newer" } : { outcome: "pinned", reason: `${by} set it there (${reason})` };
}

const isAt = (pointer: Pointer, { release, image, tag, digest }: PromotionSource): boolean =>
  pointer.release === release && pointer.image === image && pointer.tag === tag && pointer.digest === digest;

const namedBy = ({ release, tag }: Pick<Pointer, "release" | "tag">): Named => ({ id: release, tag });
