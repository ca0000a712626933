import type { LockEntry } from "./lock.ts";
import type { Outcome } from "./outcome.ts";

/** The decision about one service on one stack. */
export interface Decision {
  readonly stack: string;
  readonly service: string;
  /** True if it is about a released image, which is no service. @default false */
  readonly isImage?: true;
  /** True if it is about a reserved entry, such as the platform of the stack. @default false */
  readonly isReserved?: true;
  readonly outcome: Outcome;
  /** The lock entry before the run. */
  readonly from: LockEntry | undefined;
  /** The lock entry after the run; equal to `from` if nothing moves. */
  readonly to: LockEntry | undefined;
  readonly reason: string;
  /** The tag that follows, if the decision is only a matter of time. */
  readonly next?: string;
  /** The earliest time at which it can follow. RFC 3339, UTC. Absent if no clock decides it. */
  readonly until?: string;
  /** A command that changes the decision, if there is one. */
  readonly hint?: string | undefined;
}
