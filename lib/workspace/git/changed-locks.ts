/** A lock that a commit changed. */
export interface ChangedLock {
  readonly stack: string;
  /** The blob before, or `NO_BLOB`. Of a merge, the blob of its first parent. */
  readonly before: string;
  /** The blob after, or `NO_BLOB`. */
  readonly after: string;
}

/** Stands for a lock that does not exist. */
export const NO_BLOB = "";

/** The options of `git log` that print the changes of locks. They take the form from no setting of the repository. */
export const RAW = ["--raw", "--no-abbrev", "--no-renames", "--relative", "-z"];

/** Reads the changes of one commit, as `git log` prints them with the options `RAW`. */
export function changedLocks(changes: string): readonly ChangedLock[] {
  const fields = changes.split("\0").map((field) => field.trim());
  return fields.flatMap((field, at) => {
    if (!field.startsWith(":")) return [];
    // `:<mode> <mode> <blob> <blob> M`, and for a merge one more mode and blob for each parent.
    const ids = field.split(" ").filter((word) => /^[0-9a-f]{40,64}$/.test(word));
    const [, stack = ""] = (fields[at + 1] ?? "").split("/");
    return [{ stack, before: blobOf(ids[0]), after: blobOf(ids.at(-1)) }];
  });
}

/** Reads an id. Git writes zeros for a file that does not exist. */
const blobOf = (id = ""): string => (/[^0]/.test(id) ? id : NO_BLOB);
