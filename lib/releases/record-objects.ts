import { releaseOf } from "./metadata.ts";
import { partsOf, RELEASES, releasesOf } from "./names.ts";
import type { Parsed } from "./parse.ts";
import { inParallel, readOrProblem, readRelease } from "./read.ts";
import { compareIds, isReleaseId } from "./release-id.ts";
import type { Release } from "./release.ts";
import type { ListedObject, Store } from "./store.ts";

/** A listed record, not read yet. */
export interface RecordObject extends ListedObject {
  readonly id: string;
}

/** Lists the records of a service, the newest build first. */
export async function listRecords(store: Store, service: string): Promise<readonly RecordObject[]> {
  const records = (await store.list(releasesOf(service))).flatMap((object) => {
    const [of, id] = partsOf(object.name, RELEASES) ?? [];
    return of === service && id !== undefined && isReleaseId(id) ? [{ ...object, id }] : [];
  });
  return records.sort((a, b) => compareIds(b.id, a.id));
}

/** Reads listed records, by id. Reads an object only if its metadata are incomplete. */
export async function readRecords(
  store: Store,
  service: string,
  objects: readonly RecordObject[],
): Promise<ReadonlyMap<string, Parsed<Release>>> {
  const records = new Map<string, Parsed<Release>>();
  await inParallel(objects, async ({ id, name, metadata }) => {
    const listed = releaseOf(metadata);
    const found =
      listed?.id === id && listed.service === service
        ? { value: listed }
        : await readOrProblem(name, () => readRelease(store, service, id));
    if (found !== undefined) records.set(id, found);
  });
  return records;
}

/** Returns the tag of a record. Undefined if the record is unusable. */
export const tagOf = (record: Parsed<Release> | undefined): string | undefined =>
  record !== undefined && "value" in record ? record.value.tag : undefined;
