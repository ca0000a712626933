import { releaseOf } from "./metadata.ts";
import { partsOf, RELEASES, releaseName } from "./names.ts";
import type { Parsed } from "./parse.ts";
import { inParallel, PARALLEL, readOrProblem, readRelease } from "./read.ts";
import type { Release } from "./release.ts";
import type { ListedObject, Store } from "./store.ts";

/** Names a record, as a pointer and a lock entry do. */
export interface RecordName {
  readonly service: string;
  /** The id of the release. */
  readonly release: string;
}

/** The reads that take as long as one page of a listing, because many reads run at the same time. */
const READS_OF_A_PAGE = 16;

/**
 * Reads the records of many services, by the names of their objects. A missing record is absent. A few records are read one by one. Of
 * many, a listing returns the fields, as long as its pages have enough of them.
 */
export async function readNamedRecords(store: Store, names: readonly RecordName[]): Promise<ReadonlyMap<string, Parsed<Release>>> {
  const wanted = new Map(names.map((each) => [releaseName(each.service, each.release), each]));
  const found = wanted.size <= PARALLEL || !store.listsFields ? new Map<string, Parsed<Release>>() : await listRecords(store, wanted);
  const unread = [...wanted].filter(([name]) => !found.has(name));
  await inParallel(unread, async ([name, { service, release }]) => {
    const read = await readOrProblem(name, () => readRelease(store, service, release));
    if (read !== undefined) found.set(name, read);
  });
  return found;
}

/** Takes records from a listing, until its pages have too few of them. */
async function listRecords(store: Store, wanted: ReadonlyMap<string, RecordName>): Promise<Map<string, Parsed<Release>>> {
  const found = new Map<string, Parsed<Release>>();
  let pages = 0;
  for await (const page of store.pages(RELEASES)) {
    pages += 1;
    for (const object of page) {
      const release = wanted.has(object.name) ? listedRelease(object) : undefined;
      if (release !== undefined) found.set(object.name, { value: release });
    }
    if (found.size === wanted.size || found.size < pages * READS_OF_A_PAGE) break;
  }
  return found;
}

/** Returns the release of a listed record. Undefined if the object must be read. */
function listedRelease({ name, metadata }: ListedObject): Release | undefined {
  const [service, id] = partsOf(name, RELEASES) ?? [];
  const release = releaseOf(metadata);
  return release?.id === id && release?.service === service ? release : undefined;
}
