import { listRecords, readRecords } from "./record-objects.ts";
import { buildOfId, compareIds } from "./release-id.ts";
import type { Release } from "./release.ts";
import type { Store } from "./store.ts";

/** The records of a service that are related to a build. */
export interface KnownBuilds {
  /** The first record of the same image, under a lower build number. */
  readonly same: Release | undefined;
  /** The ids of other images with the same build number. Builds with the number 0 are ordered by their time, so they have none. */
  readonly sameNumber: readonly string[];
}

/** Finds the records that show if a build is news. Sends one listing, and reads only records with the same start of the digest. */
export async function knownBuilds(store: Store, { service, id, image, digest, build }: Release): Promise<KnownBuilds> {
  const others = (await listRecords(store, service)).filter((object) => object.id !== id);
  const hash = id.slice(id.indexOf("-"));
  const records = await readRecords(
    store,
    service,
    others.filter((object) => object.id.endsWith(hash)),
  );
  const same = [...records.values()].flatMap((record) =>
    "value" in record && record.value.image === image && record.value.digest === digest ? [record.value] : [],
  );
  const sameNumber = others.flatMap((object) => (build > 0 && buildOfId(object.id) === build ? [object.id] : []));
  const [first] = same.sort((a, b) => compareIds(a.id, b.id));
  return { same: first !== undefined && compareIds(first.id, id) < 0 ? first : undefined, sameNumber };
}
