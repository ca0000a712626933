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
}
