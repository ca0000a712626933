import type { UpResult } from "../release/results.ts";

/** The result of `publish`. */
export interface PublishResult {
  /** `unchanged`: the branch has this tree already. */
  readonly outcome: "published" | "unchanged";
  readonly remote: string;
  readonly branch: string;
  /** The commit that the run rendered on. */
  readonly base: string;
  /** The new commit and the first line of its message; undefined if nothing changed. */
  readonly commit: string | undefined;
  readonly subject: string | undefined;
  /** The number of times that the run rendered. Another push in between takes one more. */
  readonly tries: number;
  readonly up: UpResult;
  /** The stacks that get their changes by a pull request. Absent if no stack has changes or a pull request. */
  readonly deliveries?: readonly Delivery[];
}

/** The pull request of a stack after the run. */
export interface Delivery {
  readonly stack: string;
  /** The branch that the pull request would merge. */
  readonly branch: string;
  /**
   * `kept`: the branch has commits of others, so it stays as it is. `declined`: a person closed the pull request with these changes.
   * `closed`: nothing is left to deliver.
   */
  readonly outcome: "opened" | "updated" | "unchanged" | "kept" | "declined" | "closed" | "failed";
  /** Absent if there is none. */
  readonly pullRequest?: { readonly number: number; readonly url: string };
  /** Absent if the pull request says what is to be done. */
  readonly reason?: string;
}
