/** The result of a check run or of a commit status. */
export interface CommitState {
  /** `passed` and `failed` are results, and `open` is none: it waits, runs, or was skipped. */
  readonly state: "passed" | "failed" | "open";
  /** The word of GitHub: `success`, `timed_out`, `in_progress`. */
  readonly word: string;
  /** The time of the result. RFC 3339, UTC. Undefined while there is none. */
  readonly at: string | undefined;
}

/** The check that a question is about. */
export interface CommitQuestion {
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
  readonly check: string;
  readonly token: string;
  /** The address of the API. @default GitHub's */
  readonly url: string | undefined;
}

/**
 * Asks GitHub for the newest check run and commit status with a name, at the newest commit of a branch.
 * @throws Error without an answer; its message never has the token
 */
export type CommitStates = (question: CommitQuestion) => Promise<readonly CommitState[]>;
