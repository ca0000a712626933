import { buildOfId, releaseId } from "../releases/release-id.ts";
import type { LockEntry } from "./lock.ts";

/** Returns the problem of an entry whose release id is of another image. An id has the first digits of the digest. */
export function entryProblem({ release, digest }: Pick<LockEntry, "release" | "digest">): string | undefined {
  if (release === undefined || digest === undefined) return undefined;
  const id = releaseId(buildOfId(release), digest);
  return id === release ? undefined : `the lock names release ${release} with the digest ${digest}, whose id would be ${id}`;
}
