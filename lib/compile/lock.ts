/** What a stack runs of one service: a line of its `versions.yaml`. */
export interface LockEntry {
  readonly tag: string;
  /** `sha256:` and 64 hex digits; staging and prod refuse to run without one. */
  readonly digest?: string;
  /** The repository the release was pushed to, where it is not the one in the service's spec any more. */
  readonly image?: string;
  /** The release record's id in the version datastore. */
  readonly release?: string;
}

/** Service -> what the stack runs of it. */
export type Lock = ReadonlyMap<string, LockEntry>;
