import type { LockEntry } from "./lock.ts";

/** What a run does about one service on one stack. */
export type Outcome =
  /** It runs what it should. */
  | "keep"
  /** It gets what its channel names. */
  | "advance"
  /** It is new to the stack. */
  | "new"
  /** The stack does not run it any more. */
  | "removed"
  /** Somebody rolled it back, and it stays there. */
  | "held"
  /** What it should run cannot be told; it stays as it is, and the run fails in the end. */
  | "invalid";

export interface Decision {
  readonly stack: string;
  readonly service: string;
  readonly outcome: Outcome;
  /** The line of the lock as it is, and as it is to be; equal where nothing moves. */
  readonly from: LockEntry | undefined;
  readonly to: LockEntry | undefined;
  /** Why, in words. */
  readonly reason: string;
  /** The command that changes it, where one does. */
  readonly hint?: string | undefined;
}
