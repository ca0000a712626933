/** A lock that a commit changed. */
export interface ChangedLock {
  readonly stack: string;
  /** The blob before. All zeros if there was no lock; of a merge, the blob of its first parent. */
  readonly before: string;
  /** The blob after. All zeros if there is no lock. */
  readonly after: string;
}

/** True if an id names a blob. Git writes zeros for a file that does not exist. */
export const isBlob = (id: string): boolean => /[^0]/.test(id);

/** Reads the changes of one commit, as `git log --raw --no-abbrev --no-renames --relative -z` writes them for locks. */
export function changedLocks(changes: string): readonly ChangedLock[] {
  const fields = changes.split("\0").map((field) => field.trim());
  return fields.flatMap((field, at) => {
    if (!field.startsWith(":")) return [];
    // `:<mode> <mode> <blob> <blob> M`, and for a merge one more mode and blob for each parent.
    const ids = field.split(" ").filter((word) => /^[0-9a-f]{40,64}$/.test(word));
    const [, stack = ""] = (fields[at + 1] ?? "").split("/");
    return [{ stack, before: ids[0] ?? "", after: ids.at(-1) ?? "" }];
  });
}
