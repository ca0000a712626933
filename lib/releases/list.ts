import { isDnsLabel } from "../base/dns-names.ts";
import { suggestion } from "../base/suggestion.ts";
import { shorten } from "../base/text.ts";
import { isTag } from "../model/image.ts";
import { UserError } from "../base/user-error.ts";
import { pointerOf, releaseOf } from "./metadata.ts";
import { CHANNELS, partsOf, pointerName, RELEASES, releaseName, releasesOf } from "./names.ts";
import type { Parsed } from "./parse.ts";
import type { Pointer } from "./pointer.ts";
import { type Channel, inParallel, readPointer, readRelease, settled } from "./read.ts";
import { unreadable } from "./record.ts";
import { isReleaseId, orderOfId } from "./release-id.ts";
import type { Release } from "./release.ts";
import type { ListedObject, Store } from "./store.ts";

/** A release of a list: its record, or why that says nothing. */
export type ListedRelease = Parsed<Release> & {
  readonly id: string;
  /** The channels that name it, in the order of their names. */
  readonly channels: readonly string[];
};

/** The shortest part of an id that names a release. */
export const SHORTEST_PREFIX = 6;

/** How many records are read at once in search of a tag, newest first. */
const BATCH = 32;
/** How many releases a message names. */
const NAMED = 5;

/** A service's newest releases, newest first. At most `limit` records are read. @throws UserError DATASTORE */
export async function listReleases(store: Store, service: string, limit: number): Promise<readonly ListedRelease[]> {
  const [objects, channels] = await Promise.all([newestFirst(store, service), readPointers(store, (_, of) => of === service)]);
  // Time decides between even builds, and the listing does not tell it: those that are even with the last one are read, too.
  const last = orderOfId(objects[limit - 1]?.id ?? "");
  const candidates = objects.filter(({ id }, index) => index < limit || orderOfId(id) === last);
  const records = await recordsOf(store, service, candidates);
  const shown = candidates.toSorted(newestFirstOf(records)).slice(0, limit);
  return shown.flatMap(({ id }) => {
    const record = records.get(id);
    const naming = channels.filter(({ pointers }) => pointers.get(service)?.release === id);
    return record === undefined ? [] : [{ ...record, id, channels: naming.map(({ name }) => name) }];
  });
}

/**
 * Every channel with what it names, from one listing, in the order of their names.
 * @param channels only these; one that is not there is empty. @default every channel
 * @throws UserError DATASTORE
 */
export async function listServices(store: Store, channels?: readonly string[]): Promise<readonly Channel[]> {
  const found = await readPointers(store, (channel) => channels?.includes(channel) ?? true);
  const empty = (name: string): Channel => ({ name, pointers: new Map(), broken: new Map() });
  const missing = new Set(channels).difference(new Set(found.map(({ name }) => name)));
  return [...found, ...[...missing].map(empty)].sort(byName);
}

/**
 * The release that a person names: by its id or at least six characters of its beginning, by its tag (the newest build that has it), or
 * by a channel that names it.
 * @throws UserError NOT_FOUND where there is none, or more than one; UNREADABLE where its record or pointer is broken; DATASTORE
 */
export async function findRelease(store: Store, service: string, text: string): Promise<Release> {
  const id = text.toUpperCase();
  const exact = isReleaseId(id) ? await record(store, service, id) : undefined;
  if (exact !== undefined) return exact;
  const [objects, channel] = await Promise.all([newestFirst(store, service), channelRelease(store, service, text)]);
  const prefixed = id.length < SHORTEST_PREFIX ? [] : objects.filter((object) => object.id.startsWith(id)).map((object) => object.id);
  const tagged = isTag(text) ? await newestWithTag(store, service, text, objects) : undefined;
  const readings = new Map<string, string>();
  if (prefixed.length === 1) for (const one of prefixed) readings.set(one, "id");
  if (tagged !== undefined) readings.set(tagged, "tag");
  if (channel !== undefined) readings.set(channel, "channel");
  if (readings.size > 1)
    throw ambiguous(
      store,
      service,
      text,
      [...readings].map(([one, as]) => `${one} by its ${as}`),
    );
  const [found] = readings.keys();
  if (found === undefined && prefixed.length > 1) throw ambiguous(store, service, text, prefixed);
  const release = found === undefined ? undefined : await record(store, service, found);
  return release ?? refuse(store, service, text, objects, found);
}

/** By build number; between even builds by time, as far as it can be read. */
function newestFirstOf(records: ReadonlyMap<string, Parsed<Release>>): (a: RecordObject, b: RecordObject) => number {
  const timeOf = ({ id }: RecordObject): number => {
    const record = records.get(id);
    return record !== undefined && "value" in record ? Date.parse(record.value.builtAt) : 0;
  };
  return (a, b) => (orderOfId(a.id) === orderOfId(b.id) ? timeOf(b) - timeOf(a) : a.id < b.id ? 1 : -1);
}

interface RecordObject extends ListedObject {
  readonly id: string;
}

/** The records of a service by build, which is the order of their ids. */
async function newestFirst(store: Store, service: string): Promise<readonly RecordObject[]> {
  const records = (await store.list(releasesOf(service))).flatMap((object) => {
    const [of, id] = partsOf(object.name, RELEASES) ?? [];
    return of === service && id !== undefined && isReleaseId(id) ? [{ ...object, id }] : [];
  });
  return records.sort((a, b) => (a.id < b.id ? 1 : -1));
}

async function recordsOf(store: Store, service: string, objects: readonly RecordObject[]): Promise<ReadonlyMap<string, Parsed<Release>>> {
  const records = new Map<string, Parsed<Release>>();
  await inParallel(objects, async ({ id, name, metadata }) => {
    const told = releaseOf(metadata);
    const found =
      told?.id === id && told.service === service ? { value: told } : await settled(name, () => readRelease(store, service, id));
    if (found !== undefined) records.set(id, found);
  });
  return records;
}

async function newestWithTag(store: Store, service: string, tag: string, objects: readonly RecordObject[]): Promise<string | undefined> {
  for (let start = 0; start < objects.length; start += BATCH) {
    const batch = objects.slice(start, start + BATCH);
    const records = await recordsOf(store, service, batch);
    const found = batch.find(({ id }) => tagOf(records.get(id)) === tag);
    if (found !== undefined) return found.id;
  }
  return undefined;
}

const tagOf = (record: Parsed<Release> | undefined): string | undefined =>
  record !== undefined && "value" in record ? record.value.tag : undefined;

async function record(store: Store, service: string, id: string): Promise<Release | undefined> {
  const found = await readRelease(store, service, id);
  if (found !== undefined && "problem" in found) throw unreadable(store, releaseName(service, id), found.problem);
  return found?.value;
}

async function channelRelease(store: Store, service: string, channel: string): Promise<string | undefined> {
  const found = isDnsLabel(channel) ? await readPointer(store, channel, service) : undefined;
  if (found !== undefined && "problem" in found) throw unreadable(store, pointerName(channel, service), found.problem);
  return found?.value.release;
}

/** The channels whose pointers are `wanted`, from one listing, in the order of their names. */
async function readPointers(store: Store, wanted: (channel: string, service: string) => boolean): Promise<readonly Channel[]> {
  const pointers = new Map<string, Map<string, Parsed<Pointer>>>();
  await inParallel(await store.list(CHANNELS), async ({ name, metadata }) => {
    const [channel, service] = partsOf(name, CHANNELS) ?? [];
    if (channel === undefined || service === undefined || !isDnsLabel(channel) || !wanted(channel, service)) return;
    const told = pointerOf(metadata);
    const isIts = told?.channel === channel && told.service === service;
    const found = isIts ? { value: told } : await settled(name, () => readPointer(store, channel, service));
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

const ambiguous = (store: Store, service: string, text: string, which: readonly string[]): UserError =>
  new UserError("NOT_FOUND", `"${shorten(text)}" is more than one release of ${service} in ${store.url}: ${some(which)}`, {
    hint: `give more of the id; fairlead release list ${service} shows all`,
  });

const some = (texts: readonly string[]): string =>
  texts.length <= NAMED ? texts.join(", ") : `${texts.slice(0, NAMED).join(", ")} and ${texts.length - NAMED} more`;

/** Says what there is instead; `named` is the release that a channel names although it is gone. */
async function refuse(store: Store, service: string, text: string, objects: readonly RecordObject[], named?: string): Promise<never> {
  const newest = objects.slice(0, NAMED);
  const [records, channels] = await Promise.all([recordsOf(store, service, newest), listServices(store)]);
  const what = named === undefined ? `"${shorten(text)}" of ${service}` : `${named} of ${service}, which ${shorten(text)} names`;
  const there = newest.map(({ id }) => `${id} (${tagOf(records.get(id)) ?? "broken"})`);
  const naming = channels.filter(({ pointers }) => pointers.has(service)).map(({ name }) => name);
  const services = [...new Set(channels.flatMap(({ pointers }) => [...pointers.keys()]))].sort();
  const has =
    there.length === 0
      ? `; it has none of ${service} at all${services.includes(service) ? "" : suggestion(service, services)}`
      : `; the newest of ${objects.length}: ${there.join(", ")}${naming.length === 0 ? "" : `; channels: ${naming.join(", ")}`}`;
  throw new UserError("NOT_FOUND", `${store.url} has no release ${what}${has}`, {
    hint: there.length === 0 ? `fairlead release record ${service} records one` : `fairlead release list ${service} shows all`,
  });
}
