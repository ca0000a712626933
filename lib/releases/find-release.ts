import { FAIRLEAD, FAIRLEAD_IN_OPS } from "../base/fairlead.ts";
import { isDnsLabel } from "../base/dns-names.ts";
import { suggestion } from "../base/suggestion.ts";
import { shorten } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";
import { isTag } from "../model/image.ts";
import { listServices } from "./list.ts";
import { pointerName, releaseName } from "./names.ts";
import { readPointer, readRelease } from "./read.ts";
import { unreadable } from "./record.ts";
import { listRecords, readRecords, type RecordObject, tagOf } from "./record-objects.ts";
import { buildOfId, isReleaseId } from "./release-id.ts";
import type { Release } from "./release.ts";
import { isSameBuild } from "./same-build.ts";
import type { Store } from "./store.ts";

/** Characters of the shortest prefix of an id that names a release. */
const MINIMUM_PREFIX = 6;

/** Releases that a message lists. */
const LISTED = 5;

/**
 * Finds the release that a person names. The name is an id, a unique prefix of one, a build number, a tag, or a channel. If one build with
 * the tag was recorded several times, it is the newest.
 * @throws UserError NOT_FOUND if there is none, or more than one. UNREADABLE if its record or pointer is broken. DATASTORE
 */
export async function findRelease(store: Store, service: string, text: string): Promise<Release> {
  const id = text.toLowerCase();
  const exact = isReleaseId(id) ? await readRecord(store, service, id) : undefined;
  if (exact !== undefined) return exact;
  const [objects, named] = await Promise.all([listRecords(store, service), releaseOfChannel(store, service, text)]);
  const ids = objects.map((object) => object.id);
  const prefixed = id.length < MINIMUM_PREFIX ? [] : ids.filter((each) => each.startsWith(id));
  const built = /^\d+$/.test(text) ? ids.filter((each) => buildOfId(each) === Number(text)) : [];
  const tagged = isTag(text) ? await buildsWithTag(store, service, text, objects) : [];
  const readings = new Map<string, string>();
  // A prefix of several ids may still be the name of a tag.
  if (prefixed.length === 1) for (const each of prefixed) readings.set(each, "id");
  for (const each of built) readings.set(each, "build number");
  for (const each of tagged) readings.set(each, "tag");
  if (named !== undefined) readings.set(named, "channel");
  const candidates = readings.size === 0 ? prefixed : [...readings].map(([each, reading]) => `${each} by its ${reading}`);
  if (candidates.length > 1) throw ambiguous(store, service, text, candidates);
  const [found] = readings.keys();
  const release = found === undefined ? undefined : await readRecord(store, service, found);
  return release ?? refuse(store, service, { text, objects, named: found });
}

/** Lists the builds with a tag, each by the id of its newest record, the newest first. */
async function buildsWithTag(store: Store, service: string, tag: string, objects: readonly RecordObject[]): Promise<readonly string[]> {
  const records = await readRecords(store, service, objects);
  const builds: Release[] = [];
  for (const { id } of objects) {
    const record = records.get(id);
    if (record === undefined || !("value" in record) || record.value.tag !== tag) continue;
    if (!builds.some((build) => isSameBuild(build, record.value))) builds.push(record.value);
  }
  return builds.map(({ id }) => id);
}

async function readRecord(store: Store, service: string, id: string): Promise<Release | undefined> {
  const found = await readRelease(store, service, id);
  if (found !== undefined && "problem" in found) throw unreadable(store, releaseName(service, id), found.problem);
  return found?.value;
}

async function releaseOfChannel(store: Store, service: string, channel: string): Promise<string | undefined> {
  const found = isDnsLabel(channel) ? await readPointer(store, channel, service) : undefined;
  if (found !== undefined && "problem" in found) throw unreadable(store, pointerName(channel, service), found.problem);
  return found?.value.release;
}

const ambiguous = (store: Store, service: string, text: string, candidates: readonly string[]): UserError =>
  new UserError("NOT_FOUND", `"${shorten(text)}" is more than one release of ${service} in ${store.url}: ${listSome(candidates)}`, {
    hint: `use a whole id; all releases: ${FAIRLEAD_IN_OPS} release list ${service}`,
  });

const listSome = (texts: readonly string[]): string =>
  texts.length <= LISTED ? texts.join(", ") : `${texts.slice(0, LISTED).join(", ")} and ${texts.length - LISTED} more`;

interface NotFound {
  readonly text: string;
  readonly objects: readonly RecordObject[];
  /** The id of a missing release that a channel names. */
  readonly named: string | undefined;
}

/** Throws an error that lists what exists. */
async function refuse(store: Store, service: string, { text, objects, named }: NotFound): Promise<never> {
  const newest = objects.slice(0, LISTED);
  const [records, channels] = await Promise.all([readRecords(store, service, newest), listServices(store)]);
  const subject = named === undefined ? `"${shorten(text)}" of ${service}` : `${named} of ${service}, which ${shorten(text)} names`;
  const found = newest.map(({ id }) => `${id} (${tagOf(records.get(id)) ?? "broken"})`);
  const naming = channels.filter(({ pointers }) => pointers.has(service)).map(({ name }) => name);
  const services = [...new Set(channels.flatMap(({ pointers }) => [...pointers.keys()]))].sort();
  const exists =
    found.length === 0
      ? `; ${service} has no releases there${services.includes(service) ? "" : suggestion(service, services, `${FAIRLEAD_IN_OPS} release list`)}`
      : `; the newest of ${objects.length}: ${found.join(", ")}${naming.length === 0 ? "" : `; channels: ${naming.join(", ")}`}`;
  throw new UserError("NOT_FOUND", `${store.url} has no release ${subject}${exists}`, {
    hint:
      found.length === 0
        ? `to record one: ${FAIRLEAD} release record ${service}`
        : `all releases: ${FAIRLEAD_IN_OPS} release list ${service}`,
  });
}
