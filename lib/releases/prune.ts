import { UserError } from "../base/user-error.ts";
import { pointerOf, releaseOf, toMetadata } from "./metadata.ts";
import { CHANNELS, partsOf, RELEASES, releaseName, releasesOf } from "./names.ts";
import type { Pointer } from "./pointer.ts";
import { inParallel, readPointer, readRelease, settled } from "./read.ts";
import { isReleaseId, orderOfId } from "./release-id.ts";
import { parseRelease, type Release } from "./release.ts";
import type { Store } from "./store.ts";

/** A record as pruning sees it. */
export interface PrunableRecord {
  readonly service: string;
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly builtAt: string;
}

export interface PruneRule {
  /** RFC 3339: the time that the default of `olderThan` counts from. */
  readonly now: string;
  /** How many of a service's newest builds stay, whatever their age. @default 20 */
  readonly keep?: number | undefined;
  /** RFC 3339: nothing that was built at this time or later goes. @default 90 days before `now` */
  readonly olderThan?: string | undefined;
}

/** What is to be deleted: plain data, to be shown, saved and carried out. */
export interface PrunePlan {
  readonly olderThan: string;
  /** By service, then oldest first. */
  readonly remove: readonly PrunableRecord[];
}

const KEEP = 20;
const DAYS = 90;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * What may be deleted.
 * @param records every record that can be read; one that cannot is for verifying, and is neither counted nor deleted
 * @param named the ids that must stay: what channels, locks and holds name
 */
export function planPrune(
  records: readonly PrunableRecord[],
  named: ReadonlySet<string>,
  { now, keep = KEEP, olderThan }: PruneRule,
): PrunePlan {
  const limit = olderThan ?? new Date(Date.parse(now) - DAYS * DAY_MS).toISOString();
  const services = Map.groupBy(records, ({ service }) => service);
  const remove = [...services.keys()].sort().flatMap((service) => {
    const oldestFirst = (services.get(service) ?? []).toSorted(byAge);
    const beyond = oldestFirst.slice(0, Math.max(0, oldestFirst.length - keep));
    return beyond.filter(({ id, builtAt }) => !named.has(id) && isOlder(builtAt, limit));
  });
  return { olderThan: limit, remove };
}

const isOlder = (builtAt: string, limit: string): boolean => Date.parse(builtAt) < Date.parse(limit);

/** By build number; between even builds by time. */
function byAge(a: PrunableRecord, b: PrunableRecord): number {
  const [left, right] = [orderOfId(a.id), orderOfId(b.id)];
  return (left < right ? -1 : left > right ? 1 : 0) || Date.parse(a.builtAt) - Date.parse(b.builtAt) || (a.id < b.id ? -1 : 1);
}

/** What a plan is made of: the records that can be read, and what channels name. */
export interface Prunable {
  readonly records: readonly PrunableRecord[];
  readonly named: ReadonlySet<string>;
}

/**
 * Reads what can be pruned.
 * @param only one service. @default all
 * @throws UserError UNREADABLE where any pointer of any channel cannot be read; DATASTORE
 */
export async function readPrunable(store: Store, only?: string): Promise<Prunable> {
  const records: PrunableRecord[] = [];
  await inParallel(await store.list(only === undefined ? RELEASES : releasesOf(only)), async ({ name, metadata }) => {
    const [service, id] = partsOf(name, RELEASES) ?? [];
    if (service === undefined || id === undefined || !isReleaseId(id)) return;
    const told = releaseOf(metadata);
    const found = told?.id === id ? { value: told } : await settled(name, () => readRelease(store, service, id));
    if (found !== undefined && "value" in found) records.push({ service, id, builtAt: found.value.builtAt });
  });
  return { records, named: await readNamed(store) };
}

export interface PruneOptions {
  /** Ids that have come to be named since the plan was made, other than by channels. @default none */
  readonly named?: ReadonlySet<string>;
  /** Hears after every record of the plan. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Every record of the plan is in one of the lists, in the order of the plan. */
export interface PruneResult {
  readonly removed: readonly PrunableRecord[];
  /** Named, changed, broken or not as old as the plan says. */
  readonly kept: readonly PrunableRecord[];
  /** Somebody else had deleted them. */
  readonly absent: readonly PrunableRecord[];
  /** Deleted and written back, since a channel had come to name them. */
  readonly restored: readonly PrunableRecord[];
}

type Outcome = "kept" | "absent" | { readonly text: string; readonly release: Release };

/**
 * Deletes what the plan says, each record only as it was read and only if no channel names it by now. Afterwards the channels are
 * read again, also where deleting has failed, and what one of them has come to name is written back.
 * @throws UserError UNREADABLE where any pointer of any channel cannot be read; DATASTORE
 */
export async function pruneStore(
  store: Store,
  plan: PrunePlan,
  { named: more = new Set(), onProgress }: PruneOptions = {},
): Promise<PruneResult> {
  const named = (await readNamed(store)).union(more);
  const outcomes = new Map<PrunableRecord, Outcome>();
  const failures: unknown[] = [];
  let done = 0;
  await inParallel(plan.remove, async (record) => {
    if (failures.length > 0) return;
    try {
      await remove(store, record, named, plan.olderThan, (outcome) => outcomes.set(record, outcome));
      onProgress?.((done += 1), plan.remove.length);
    } catch (error) {
      failures.push(error);
    }
  });
  const restored = await putBack(store, outcomes);
  if (failures.length > 0) throw failures[0];
  const which = (is: (outcome: Outcome | undefined, back: boolean) => boolean): readonly PrunableRecord[] =>
    plan.remove.filter((record) => is(outcomes.get(record), restored.has(record)));
  return {
    removed: which((outcome, back) => typeof outcome === "object" && !back),
    kept: which((outcome) => outcome === "kept"),
    absent: which((outcome) => outcome === "absent"),
    restored: which((_, back) => back),
  };
}

async function remove(
  store: Store,
  { service, id }: PrunableRecord,
  named: ReadonlySet<string>,
  olderThan: string,
  settle: (outcome: Outcome) => void,
): Promise<void> {
  if (named.has(id)) return settle("kept");
  const name = releaseName(service, id);
  const object = await store.read(name);
  if (object === undefined) return settle("absent");
  const parsed = parseRelease(object.text);
  if ("problem" in parsed || parsed.value.id !== id || parsed.value.service !== service || !isOlder(parsed.value.builtAt, olderThan))
    return settle("kept");
  // Before the answer, which may be lost.
  settle({ text: object.text, release: parsed.value });
  const outcome = await store.remove(name, object.generation);
  if (outcome !== "removed") settle(outcome === "absent" ? "absent" : "kept");
}

async function putBack(store: Store, outcomes: ReadonlyMap<PrunableRecord, Outcome>): Promise<ReadonlySet<PrunableRecord>> {
  const restored = new Set<PrunableRecord>();
  const deleted = [...outcomes].filter(([, outcome]) => typeof outcome === "object");
  if (deleted.length === 0) return restored;
  const { named, broken } = await readAllPointers(store);
  await inParallel(deleted, async ([record, outcome]) => {
    // What a pointer that broke meanwhile names, nobody knows.
    if (typeof outcome !== "object" || (!named.has(record.id) && !broken.has(record.service))) return;
    await store.write(releaseName(record.service, record.id), outcome.text, { expected: "absent", metadata: toMetadata(outcome.release) });
    restored.add(record);
  });
  return restored;
}

async function readNamed(store: Store): Promise<ReadonlySet<string>> {
  const { named, broken } = await readAllPointers(store);
  const problems = [...broken.values()].flat().sort();
  if (problems.length === 0) return named;
  throw new UserError("UNREADABLE", `${store.url}: nothing is pruned while it is not known what channels name: ${problems.join("; ")}`, {
    hint: "fairlead release verify says how each is mended",
  });
}

/**
 * What all channels name, and the services of pointers that cannot be read. Every pointer is read: a listing tells the metadata, which
 * somebody may have changed by other means; what they name stays, too.
 */
async function readAllPointers(
  store: Store,
): Promise<{ readonly named: ReadonlySet<string>; readonly broken: ReadonlyMap<string, readonly string[]> }> {
  const named = new Set<string>();
  const broken = new Map<string, string[]>();
  const name = ({ release, previous, newest }: Pointer): void =>
    [release, previous, newest].forEach((id) => id !== undefined && named.add(id));
  await inParallel(await store.list(CHANNELS), async (object) => {
    const [channel, service] = partsOf(object.name, CHANNELS) ?? [];
    if (channel === undefined || service === undefined) return;
    const told = pointerOf(object.metadata);
    if (told !== undefined) name(told);
    const found = await settled(object.name, () => readPointer(store, channel, service));
    if (found === undefined) return;
    if ("value" in found) name(found.value);
    else broken.set(service, [...(broken.get(service) ?? []), found.problem]);
  });
  return { named, broken };
}
