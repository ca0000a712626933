import { FAIRLEAD } from "../base/fairlead.ts";
import { isDnsLabel } from "../base/dns-names.ts";
import { nameProblem } from "../model/names.ts";
import { UserError } from "../base/user-error.ts";
import { repairHint } from "./backends.ts";
import { toMetadata } from "./metadata.ts";
import { CHANNELS, partsOf, RELEASES, releaseName, releasesOf } from "./names.ts";
import { type Found, inParallel, readPointer, readRelease } from "./read.ts";
import { recordProblem } from "./record-problem.ts";
import { isReleaseId, MAX_BUILD } from "./release-id.ts";
import type { Release } from "./release.ts";
import type { ListedObject, Store } from "./store.ts";

/** A problem of one object in the datastore. */
export interface Finding {
  /** `channels/main/cartservice.json` */
  readonly object: string;
  /** A predicate of the object: `is empty`. */
  readonly problem: string;
  /** The way to fix it, best as a command. */
  readonly hint: string;
}

/** A release that the lock of a stack names. */
export interface LockedRelease {
  readonly stack: string;
  readonly service: string;
  /** The id of the release. */
  readonly release: string;
}

export interface VerifyRequest {
  /** The service to verify. @default all services */
  readonly service?: string | undefined;
  /** The releases that locks name: each must exist. @default none */
  readonly locks?: readonly LockedRelease[];
}

export interface VerifyResult {
  /** In the order of objects, then of problems. */
  readonly findings: readonly Finding[];
  /** The number of objects that were read, broken ones included. */
  readonly counts: { readonly records: number; readonly pointers: number; readonly channels: number; readonly services: number };
}

/** Reads every object and returns all problems. Changes nothing. @throws UserError DATASTORE if the objects cannot be listed */
export async function verifyStore(store: Store, { service, locks = [] }: VerifyRequest = {}): Promise<VerifyResult> {
  const findings: Finding[] = [];
  const report: Report = (...found) => void findings.push(...found);
  const records = await verifyRecords(store, service, report);
  const recordOf = async (of: string, id: string): Promise<Release | "broken" | undefined> => {
    const name = releaseName(of, id);
    if (records.has(name)) return records.get(name);
    // It may have been recorded since the listing.
    const found = await readOrFinding(() => readRelease(store, of, id));
    return found === undefined ? undefined : "value" in found ? found.value : "broken";
  };
  const pointers = await verifyPointers(store, service, recordOf, report);
  const locked = Map.groupBy(
    locks.filter((lock) => service === undefined || lock.service === service),
    ({ service: of, release }) => releaseName(of, release),
  );
  await inParallel([...locked.values()], async (naming) => {
    const [lock] = naming;
    if (lock === undefined || (isReleaseId(lock.release) && (await recordOf(lock.service, lock.release)) !== undefined)) return;
    report(lockFinding(lock, [...new Set(naming.map(({ stack }) => stack))].sort()));
  });
  const services = [...records.keys()].map((name) => partsOf(name, RELEASES)?.[0]);
  return {
    findings: findings
      .map((finding) => ({ ...finding, object: visible(finding.object), problem: visible(finding.problem) }))
      .sort(byObject),
    counts: {
      records: records.size,
      pointers: pointers.length,
      channels: new Set(pointers.map(([channel]) => channel)).size,
      services: new Set([...services, ...pointers.map(([, of]) => of)]).size,
    },
  };
}

type Report = (...found: readonly Finding[]) => void;
type Read<T> = { readonly value: T; readonly generation: string } | { readonly problem: string; readonly hint?: string | undefined };

async function verifyRecords(store: Store, only: string | undefined, report: Report): Promise<ReadonlyMap<string, Release | "broken">> {
  const records = new Map<string, Release | "broken">();
  await inParallel(await store.list(only === undefined ? RELEASES : releasesOf(only)), async ({ name, metadata }) => {
    const [service, id] = partsOf(name, RELEASES) ?? [];
    if (service === undefined || id === undefined || nameProblem(service) !== undefined || !isReleaseId(id)) return report(stray(name));
    const found = await readOrFinding(() => readRelease(store, service, id));
    if (found === undefined) return;
    records.set(name, "value" in found ? found.value : "broken");
    const again = `restore it from a backup, or delete it and record its build again: ${FAIRLEAD} release record ${service}`;
    if ("problem" in found) return report({ object: name, problem: found.problem, hint: found.hint ?? again });
    report(...metadataFindings(store, name, metadata, found.value));
  });
  return records;
}

type RecordOf = (service: string, id: string) => Promise<Release | "broken" | undefined>;
type Place = readonly [channel: string, service: string];

async function verifyPointers(store: Store, only: string | undefined, recordOf: RecordOf, report: Report): Promise<readonly Place[]> {
  const places: Place[] = [];
  /** Pointers whose metadata differ, or that have moved since the listing. */
  const doubtful = new Map<string, string>();
  await inParallel(await store.list(CHANNELS), async ({ name, metadata }) => {
    const [channel, service] = partsOf(name, CHANNELS) ?? [];
    if (only !== undefined && service !== only) return;
    if (channel === undefined || service === undefined || !isDnsLabel(channel) || nameProblem(service) !== undefined)
      return report(stray(name));
    const found = await readOrFinding(() => readPointer(store, channel, service));
    if (found === undefined) return;
    places.push([channel, service]);
    const anew = `to write it again: ${FAIRLEAD} release set ${service} --channel ${channel} --to <id> --reason <text>`;
    if ("problem" in found) return report({ object: name, problem: found.problem, hint: found.hint ?? anew });
    const problem = recordProblem(found.value, await recordOf(service, found.value.release));
    if (problem !== undefined) report({ object: name, problem, hint: anew });
    if (metadataFindings(store, name, metadata, found.value).length > 0) doubtful.set(name, found.generation);
  });
  const again = doubtful.size === 0 ? [] : (await store.list(CHANNELS)).filter(({ name }) => doubtful.has(name));
  await inParallel(again, (object) => confirm(store, object, doubtful.get(object.name), report));
  return places;
}

/**
 * Reads a pointer again and reports its metadata if it has not moved. Two reads of one generation prove that the listing between them
 * shows the metadata of that generation.
 */
async function confirm(store: Store, { name, metadata }: ListedObject, generation: string | undefined, report: Report): Promise<void> {
  const [channel = "", service = ""] = partsOf(name, CHANNELS) ?? [];
  const found = await readOrFinding(() => readPointer(store, channel, service));
  if (found !== undefined && "value" in found && found.generation === generation)
    report(...metadataFindings(store, name, metadata, found.value));
}

/** Optional fields: metadata can have one that the object lacks. */
const OPTIONAL: readonly string[] = ["previous", "by", "reason", "repository", "commit", "origin"];

function metadataFindings(store: Store, name: string, metadata: ListedObject["metadata"], body: object): readonly Finding[] {
  if (metadata === undefined) return [];
  const expected = toMetadata(body);
  const wrong = [...new Set([...Object.keys(expected), ...OPTIONAL])].filter((field) => metadata[field] !== expected[field]).sort();
  if (wrong.length === 0) return [];
  const differences = wrong.map((field) => `${field} is ${metadata[field] ?? "(none)"}, not ${expected[field] ?? "(none)"}`);
  return [
    {
      object: name,
      problem: `has metadata that differ from it: ${differences.join("; ")}`,
      hint: repairHint(store.url, name),
    },
  ];
}

const stray = (object: string): Finding => ({
  object,
  problem: "is neither a record nor a pointer",
  hint: "Fairlead does not read it: delete it, or move it out of the datastore",
});

const lockFinding = ({ service, release }: LockedRelease, stacks: readonly string[]): Finding => ({
  object: releaseName(service, release),
  problem: `does not exist, and ${stacks.length > 2 ? `the locks of ${stacks.length} stacks name` : `the lock of ${stacks.join(" and that of ")} names`} it`,
  hint: isReleaseId(release)
    ? `restore it from a backup, or record its build again: ${FAIRLEAD} release record ${service}`
    : `"${release}" is not a release id: record the build again (${FAIRLEAD} release record ${service}), then: ${FAIRLEAD} up`,
});

/** Reads an object, and turns a failure into a finding: the others are still verified. */
async function readOrFinding<T>(read: () => Promise<Found<T> | undefined>): Promise<Read<T> | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UserError) return { problem: `cannot be read: ${error.message}`, hint: error.hint };
    throw error;
  }
}

/** Escapes the characters of a string that a terminal does not print. */
const visible = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (mark) => `\\u{${mark.codePointAt(0)?.toString(16)}}`);

const byObject = (a: Finding, b: Finding): number => compare(sortKey(a.object), sortKey(b.object)) || compare(a.problem, b.problem);

/** Pads the build number in a record's name, so that the order of text is the order of builds. */
const sortKey = (object: string): string =>
  object.replace(RECORD_NAME, (_name, build: string, rest: string) => `/${build.padStart(MAX_BUILD.toString().length, "0")}${rest}`);

const RECORD_NAME = /\/(\d+)(-[0-9a-f]{12}\.json)$/;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
