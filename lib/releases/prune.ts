import { DAY_MS } from "../base/duration.ts";
import { FAIRLEAD } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import { pointerOf, releaseOf, toMetadata } from "./metadata.ts";
import { CHANNELS, partsOf, RELEASES, releaseName, releasesOf } from "./names.ts";
import type { Pointer } from "./pointer.ts";
import { inParallel, readOrProblem, readPointer, readRelease } from "./read.ts";
import { buildOfId, compareIds, isReleaseId } from "./release-id.ts";
import { parseRelease, type Release } from "./release.ts";
import type { Store } from "./store.ts";

/** The fields of a record that pruning uses. */
export interface PrunableRecord {
  readonly service: string;
  readonly id: string;
  /** RFC 3339, UTC. */
  readonly builtAt: string;
}

export interface PruneRule {
  /** The time that the default of `olderThan` counts from. RFC 3339. */
  readonly now: string;
  /** The number of a service's newest builds that stay at any age. @default 20 */
  readonly keep?: number | undefined;
  /** Builds of this time or later stay. RFC 3339. @default 90 days before `now` */
  readonly olderThan?: string | undefined;
}

/** The records to delete: plain data that can be shown, saved and applied. */
export interface PrunePlan {
  readonly olderThan: string;
  /** By service, then oldest first. */
  readonly remove: readonly PrunableRecord[];
}

const KEEP = 20;
const DAYS = 90;

/**
 * Plans which records to delete.
 * @param records every readable record. An unreadable one is neither counted nor deleted
 * @param named the ids that must stay, of any service: those that channels, locks and holds name
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

/** Orders records by build number, then by time. */
const byAge = (a: PrunableRecord, b: PrunableRecord): number =>
  buildOfId(a.id) - buildOfId(b.id) || Date.parse(a.builtAt) - Date.parse(b.builtAt) || compareIds(a.id, b.id);

/** The input of a plan: the readable records, and the ids that channels name. */
export interface Prunable {
  readonly records: readonly PrunableRecord[];
  readonly named: ReadonlySet<string>;
}

/**
 * Reads the records and the ids that channels name.
 * @param only one service. @default all services
 * @throws UserError UNREADABLE if any pointer of any channel cannot be read. DATASTORE
 */
export async function readPrunable(store: Store, only?: string): Promise<Prunable> {
  const records: PrunableRecord[] = [];
  await inParallel(await store.list(only === undefined ? RELEASES : releasesOf(only)), async ({ name, metadata }) => {
    const [service, id] = partsOf(name, RELEASES) ?? [];
    if (service === undefined || id === undefined || !isReleaseId(id)) return;
    const listed = releaseOf(metadata);
    const found = listed?.id === id ? { value: listed } : await readOrProblem(name, () => readRelease(store, service, id));
    if (found !== undefined && "value" in found) records.push({ service, id, builtAt: found.value.builtAt });
  });
  return { records, named: await readNamed(store) };
}

export interface PruneOptions {
  /** Returns ids that must stay and that no channel names, such as those of locks. Called before each delete. @default none */
  readonly named?: () => ReadonlySet<string>;
  /** Called after every record of the plan. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** The outcome of a plan: each record is in one of the lists, in the order of the plan. */
export interface PruneResult {
  readonly removed: readonly PrunableRecord[];
  /** Named, changed, broken, or younger than the plan says. */
  readonly kept: readonly PrunableRecord[];
  /** Deleted by another process. */
  readonly absent: readonly PrunableRecord[];
  /** Deleted, and written again because a channel came to name them. */
  readonly restored: readonly PrunableRecord[];
}

type Outcome = "kept" | "absent" | { readonly text: string; readonly release: Release };

/**
 * Deletes the records of a plan. Each is deleted only if it is unchanged since it was read and no channel names it now. Then, also after
 * a failure, it reads the channels again. A record that one of them came to name is written again.
 * @throws UserError UNREADABLE if any pointer of any channel cannot be read. DATASTORE
 */
export async function pruneStore(
  store: Store,
  plan: PrunePlan,
  { named: more = () => new Set(), onProgress }: PruneOptions = {},
): Promise<PruneResult> {
  const named = await readNamed(store);
  const outcomes = new Map<PrunableRecord, Outcome>();
  const failures: unknown[] = [];
  let done = 0;
  await inParallel(plan.remove, async (record) => {
    if (failures.length > 0) return;
    try {
      await remove(store, record, { isNamed: (id) => named.has(id) || more().has(id), olderThan: plan.olderThan }, (outcome) =>
        outcomes.set(record, outcome),
      );
      onProgress?.((done += 1), plan.remove.length);
    } catch (error) {
      failures.push(error);
    }
  });
  const restored = await restoreNamed(store, outcomes);
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

/** Deletes a record if it is still as the plan says. */
async function remove(
  store: Store,
  { service, id }: PrunableRecord,
  { isNamed, olderThan }: { readonly isNamed: (id: string) => boolean; readonly olderThan: string },
  report: (outcome: Outcome) => void,
): Promise<void> {
  if (isNamed(id)) return report("kept");
  const name = releaseName(service, id);
  const object = await store.read(name);
  if (object === undefined) return report("absent");
  const parsed = parseRelease(object.text);
  if ("problem" in parsed || parsed.value.id !== id || parsed.value.service !== service || !isOlder(parsed.value.builtAt, olderThan))
    return report("kept");
  if (isNamed(id)) return report("kept");
  // Reported before the answer, which may be lost.
  report({ text: object.text, release: parsed.value });
  const outcome = await store.remove(name, object.generation);
  if (outcome !== "removed") report(outcome === "absent" ? "absent" : "kept");
}

/** Writes deleted records again if a channel came to name them. */
async function restoreNamed(store: Store, outcomes: ReadonlyMap<PrunableRecord, Outcome>): Promise<ReadonlySet<PrunableRecord>> {
  const restored = new Set<PrunableRecord>();
  const deleted = [...outcomes].filter(([, outcome]) => typeof outcome === "object");
  if (deleted.length === 0) return restored;
  const { named, broken } = await readAllPointers(store);
  await inParallel(deleted, async ([record, outcome]) => {
    // A pointer that broke in the meantime may name any record of its service.
    if (typeof outcome !== "object" || (!named.has(record.id) && !broken.has(record.service))) return;
    await store.write(releaseName(record.service, record.id), outcome.text, { expected: "absent", metadata: toMetadata(outcome.release) });
    restored.add(record);
  });
  return restored;
}

/** Reads the ids that all channels name. @throws UserError UNREADABLE if any pointer cannot be read */
async function readNamed(store: Store): Promise<ReadonlySet<string>> {
  const { named, broken } = await readAllPointers(store);
  const problems = [...broken.values()].flat().sort();
  if (problems.length === 0) return named;
  throw new UserError("UNREADABLE", `${store.url}: nothing is pruned until every pointer can be read: ${problems.join("; ")}`, {
    hint: `${FAIRLEAD} release verify lists every broken object and how to fix it`,
  });
}

/**
 * Reads the ids that all channels name, and the problems of unreadable pointers by service. Every pointer is read, because its metadata
 * in the listing may be outdated. The ids in the metadata stay, too.
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
    const listed = pointerOf(object.metadata);
    if (listed !== undefined) name(listed);
    const found = await readOrProblem(object.name, () => readPointer(store, channel, service));
    if (found === undefined) return;
    if ("value" in found) name(found.value);
    else broken.set(service, [...(broken.get(service) ?? []), found.problem]);
  });
  return { named, broken };
}
