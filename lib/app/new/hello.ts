import { UserError } from "../../base/user-error.ts";
import type { LockEntry } from "../../resolve/lock.ts";

/** An image that answers every path on port 8080. Source of the digest: `kubectl describe` of clusters that run the tag 1.0. */
export const HELLO = "gcr.io/google-samples/hello-app:1.0@sha256:b1455e1c4fcc5ea1023c9e3b584cd84b64eb920e332feff690a2829696e379e7";

/** Returns the repository of an image reference, and its lock entry. @throws UserError USAGE for a reference without a tag */
export function parseReference(reference: string): { readonly repository: string; readonly entry: LockEntry } {
  const [, repository, tag, digest] = /^([^@]+):([A-Za-z0-9_][A-Za-z0-9._-]{0,127})(?:@(sha256:[0-9a-f]{64}))?$/.exec(reference) ?? [];
  if (repository === undefined || tag === undefined) {
    throw new UserError("USAGE", `"${reference}" is not an image reference with a tag`, { hint: "repo:tag@sha256:<64 hex digits>" });
  }
  return { repository, entry: { ...(digest === undefined ? {} : { digest }), tag } };
}
