import { mapConcurrent } from "../base/map-concurrent.ts";
import { UserError } from "../base/user-error.ts";
import { pointerOf } from "./metadata.ts";
import { channelPrefix, CHANNELS, partsOf, pointerName, releaseName } from "./names.ts";
import type { Parsed } from "./parse.ts";
import { parsePointer, type Pointer } from "./pointer.ts";
import { parseRelease, type Release } from "./release.ts";
import type { Store } from "./store.ts";

/** The maximum number of objects that are read at the same time. */
export const PARALLEL = 32;

/** A parsed object with its generation, which a write expects. */
export type Found<T> = Parsed<T> & { readonly generation: string };

/** A channel: which release it names for each service. */
export interface Channel {
  readonly name: string;
  readonly pointers: ReadonlyMap<string, Pointer>;
  /** Services whose pointer is unusable, with the reason. The reason names the object. */
  readonly broken: ReadonlyMap<string, string>;
}

/** True if a channel names no release. */
export const isEmptyChannel = ({ pointers, broken }: Channel): boolean => pointers.size + broken.size === 0;

/** Reads a release record. Undefined if there is none. */
export const readRelease = (store: Store, service: string, id: string): Promise<Found<Release> | undefined> =>
  readAs(store, releaseName(service, id), (text) => {
    const parsed = parseRelease(text);
    return "value" in parsed && (parsed.value.id !== id || parsed.value.service !== service)
      ? { problem: `holds the release ${parsed.value.id} of ${parsed.value.service}` }
      : parsed;
  });

/** Reads a pointer. Undefined if there is none. */
export const readPointer = (store: Store, channel: string, service: string): Promise<Found<Pointer> | undefined> =>
  readAs(store, pointerName(channel, service), (text) => refuseMisplaced(parsePointer(text), channel, service));

/** Reads a whole channel: one listing for a thousand services, and each object whose metadata is incomplete. */
export async function readChannel(store: Store, name: string): Promise<Channel> {
  const pointers = new Map<string, Pointer>();
  const broken = new Map<string, string>();
  const unread: string[] = [];
  for (const object of await store.list(channelPrefix(name))) {
    const [channel, service] = partsOf(object.name, CHANNELS) ?? [];
    if (channel !== name || service === undefined) continue;
    const pointer = pointerOf(object.metadata);
    if (pointer?.service === service && pointer.channel === name) pointers.set(service, pointer);
    else unread.push(service);
  }
  await inParallel(unread, async (service) => {
    const found = await readOrProblem(pointerName(name, service), () => readPointer(store, name, service));
    if (found === undefined) return;
    if ("value" in found) pointers.set(service, found.value);
    else broken.set(service, found.problem);
  });
  return { name, pointers, broken };
}

/** Runs `work` on all items, some of them at the same time. */
export const inParallel = <T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> =>
  mapConcurrent(items, PARALLEL, work);

/** Reads an object, and turns a failure into a problem that names the object: the others can still be used. */
export async function readOrProblem<T>(name: string, read: () => Promise<Parsed<T> | undefined>): Promise<Parsed<T> | undefined> {
  try {
    const found = await read();
    return found !== undefined && "problem" in found ? { problem: `${name} ${found.problem}` } : found;
  } catch (error) {
    if (error instanceof UserError) return { problem: error.message };
    throw error;
  }
}

async function readAs<T>(store: Store, name: string, parse: (text: string) => Parsed<T>): Promise<Found<T> | undefined> {
  const object = await store.read(name);
  return object === undefined ? undefined : { ...parse(object.text), generation: object.generation };
}

const refuseMisplaced = (parsed: Parsed<Pointer>, channel: string, service: string): Parsed<Pointer> =>
  "value" in parsed && (parsed.value.channel !== channel || parsed.value.service !== service)
    ? { problem: `is the pointer of ${parsed.value.channel}/${parsed.value.service}` }
    : parsed;
