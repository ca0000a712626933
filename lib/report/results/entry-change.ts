import type { LockEntry } from "../../resolve/lock.ts";
import type { EntryChange } from "../../workspace/git/entry-changes.ts";
import { holdText, shortDigest } from "./versions.ts";

/** Describes a change of a lock entry: `v1 -> v2`, `new v2`, `v2 -> v1 (held from v2 by Ada)`. */
export function entryChangeText({ from, to }: Pick<EntryChange, "from" | "to">): string {
  if (to === undefined) return `${from?.tag ?? ""} goes`;
  const hold = to.hold === undefined ? (from?.hold === undefined ? "" : " (hold lifted)") : ` (${holdText(to.hold)})`;
  if (from === undefined) return `new ${to.tag}${hold}`;
  const isSame = from.tag === to.tag && from.digest === to.digest;
  return isSame ? `${to.tag}${hold}` : `${nameOf(from, to)} -> ${nameOf(to, from)}${hold}`;
}

const nameOf = ({ tag, digest = "" }: LockEntry, other: LockEntry): string => (tag === other.tag ? `${tag}@${shortDigest(digest)}` : tag);
