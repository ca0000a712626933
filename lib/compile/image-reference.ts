import type { LockEntry } from "../resolve/lock.ts";

/** Returns `repo:tag@sha256:...`. The digest decides which image runs; the tag is for people. @param specImage the repository in the spec */
export function imageReference(specImage: string, { image, tag, digest }: LockEntry): string {
  const tagged = `${image ?? specImage}:${tag}`;
  return digest === undefined ? tagged : `${tagged}@${digest}`;
}
