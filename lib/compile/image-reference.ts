import type { BoundImage } from "../model/fields/context.ts";
import type { LockEntry } from "../resolve/lock.ts";

/** Returns `repo:tag@sha256:...`. The digest decides which image runs; the tag is for people. @param specImage the repository in the spec */
export function imageReference(specImage: string, { image, tag, digest }: LockEntry): string {
  const tagged = `${image ?? specImage}:${tag}`;
  return digest === undefined ? tagged : `${tagged}@${digest}`;
}

/** Returns the image for functions of the spec. Without an entry in the lock, the tag is empty. */
export const boundImage = (specImage: string, entry: LockEntry | undefined): BoundImage => ({
  repository: entry?.image ?? specImage,
  tag: entry?.tag ?? "",
});
