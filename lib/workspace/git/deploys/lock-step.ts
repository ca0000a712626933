import type { LockEntry } from "../../../resolve/lock.ts";

/** A commit of the branch, as deploys name it. */
export interface DeployCommit {
  readonly id: string;
  /** The time of the commit: `2026-01-31T12:00:00Z`. A merge counts when it was merged. */
  readonly at: string;
  readonly author: string;
  /** The commit's first line. */
  readonly subject: string;
}

/** The change of one lock entry by one commit of the branch. */
export interface LockStep {
  readonly stack: string;
  readonly service: string;
  readonly commit: DeployCommit;
  /** Undefined if the lock had no entry. */
  readonly from: LockEntry | undefined;
  readonly to: LockEntry | undefined;
}
