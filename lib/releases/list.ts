import { isDnsLabel } from "../base/dns-names.ts";
import { pointerOf } from "./metadata.ts";
import { CHANNELS, partsOf, RELEASES } from "./names.ts";
import type { Parsed } from "./parse.ts";
import type { Pointer } from "./pointer.ts";
import { type Channel, inParallel, readOrProblem, readPointer } from "./read.ts";
import { listRecords, readRecords, type RecordObject } from "./record-objects.ts";
import { buildOfId, compareIds } from "./release-id.ts";
import type { Release } from "./release.ts";
import type { Store } from "./store.ts";

/** A release of a list: its record, or why the record is unusable. */
export type ListedRelease = Parsed<Release> & {
  readonly id: string;
  /** The channels that name it, in the order of their names. */
  readonly channels: readonly string[];
};

/** Lists a service's newest releases, newest first. Reads at most `limit` records. @throws UserError DATASTORE */
export async function listReleases(store: Store, service: string, limit: number): Promise<readonly ListedRelease[]> {
  const [objects, channels] = await Promise.all([listRecords(store, service), readPointers(store, (_, of) => of === service)]);
  // Builds of one number are ordered by time, which the listing lacks. So every record with the last number is read, too.
  const last = objects[limit - 1];
  const candidates = objects.filter(({ id }, index) => index < limit || (last !== undefined && buildOfId(id) === buildOfId(last.id)));
  const records = await readRecords(store, service, candidates);
  const shown = candidates.toSorted(newestFirst(records)).slice(0, limit);
  return shown.flatMap(({ id }) => {
    const record = records.get(id);
    const naming = channels.filter(({ pointers }) => pointers.get(service)?.release === id);
    return record === undefined ? [] : [{ ...record, id, channels: naming.map(({ name }) => name) }];
  });
}

/**
 * Lists every channel with the releases that it names, from one listing, in the order of their names.
 * @param channels only these. A channel without pointers is empty. @default every channel
 * @throws UserError DATASTORE
 */
export async function listServices(store: Store, channels?: readonly string[]): Promise<readonly Channel[]> {
  const found = await readPointers(store, (channel) => channels?.includes(channel) ?? true);
  const empty = (name: string): Channel => ({ name, pointers: new Map(), broken: new Map() });
  const names = new Set(found.map(({ name }) => name));
  const missing = [...new Set(channels)].filter((name) => !names.has(name));
  return [...found, ...missing.map(empty)].sort(byName);
}

/** Lists the channels that have a pointer, sorted. Reads no pointer. @throws UserError DATASTORE */
export async function listChannelNames(store: Store): Promise<readonly string[]> {
  const channels = (await store.list(CHANNELS)).flatMap(({ name }) => partsOf(name, CHANNELS)?.[0] ?? []);
  return [...new Set(channels)].filter(isDnsLabel).sort();
}

/** Lists the services that have a record or a pointer, sorted. Reads neither. @throws UserError DATASTORE */
export async function listServiceNames(store: Store): Promise<readonly string[]> {
  const [records, pointers] = await Promise.all([store.list(RELEASES), store.list(CHANNELS)]);
  const recorded = records.flatMap(({ name }) => partsOf(name, RELEASES)?.[0] ?? []);
  const named = pointers.flatMap(({ name }) => partsOf(name, CHANNELS)?.[1] ?? []);
  return [...new Set([...recorded, ...named])].sort();
}

/** Orders records by build number, then by time if it can be read. */
function newestFirst(records: ReadonlyMap<string, Parsed<Release>>): (a: RecordObject, b: RecordObject) => number {
  const timeOf = ({ id }: RecordObject): number => {
    const record = records.get(id);
    return record !== undefined && "value" in record ? Date.parse(record.value.builtAt) : 0;
  };
  return (a, b) => buildOfId(b.id) - buildOfId(a.id) || timeOf(b) - timeOf(a) || compareIds(b.id, a.id);
}

/** Reads the pointers of selected channels and services, from one listing, in the order of the channels' names. */
async function readPointers(store: Store, isSelected: (channel: string, service: string) => boolean): Promise<readonly Channel[]> {
  const pointers = new Map<string, Map<string, Parsed<Pointer>>>();
  await inParallel(await store.list(CHANNELS), async ({ name, metadata }) => {
    const [channel, service] = partsOf(name, CHANNELS) ?? [];
    if (channel === undefined || service === undefined || !isDnsLabel(channel) || !isSelected(channel, service)) return;
    const listed = pointerOf(metadata);
    const found =
      listed?.channel === channel && listed.service === service
        ? { value: listed }
        : await readOrProblem(name, () => readPointer(store, channel, service));
    if (found !== undefined) pointers.set(channel, (pointers.get(channel) ?? new Map<string, Parsed<Pointer>>()).set(service, found));
  });
  return [...pointers].map(([name, found]) => channelOf(name, found)).sort(byName);
}

function channelOf(name: string, found: ReadonlyMap<string, Parsed<Pointer>>): Channel {
  const pointers = new Map<string, Pointer>();
  const broken = new Map<string, string>();
  for (const [service, pointer] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if ("value" in pointer) pointers.set(service, pointer.value);
    else broken.set(service, pointer.problem);
  }
  return { name, pointers, broken };
}

const byName = (a: Channel, b: Channel): number => (a.name < b.name ? -1 : 1);
