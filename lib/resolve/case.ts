import type { Tier } from "../model/tier.ts";
import type { Pointer } from "../releases/pointer.ts";
import type { LockMove } from "./history.ts";
import { isSameRelease, type LockEntry } from "./lock.ts";

/** The release that a channel names, and the lock entry that follows it. */
export interface Candidate {
  readonly pointer: Pointer;
  readonly entry: LockEntry;
}

/** One service on one stack: the subject of one decision. */
export interface Case {
  readonly stack: string;
  readonly tier: Tier;
  /** The channel that the stack follows. */
  readonly channel: string;
  readonly service: string;
  /** The name of its releases in the datastore. It differs from `service` for an instance of a service. */
  readonly release: string;
  /** The entry in the lock; undefined if the lock has none. */
  readonly locked: LockEntry | undefined;
  /** Undefined if the channel names no release of the service. */
  readonly candidate: Candidate | undefined;
  /** Why the pointer or its record cannot be used; undefined if both are sound. */
  readonly broken: string | undefined;
  /** The moves that git history has of the pair, newest first. Empty unless `needsHistory`. */
  readonly moves: readonly LockMove[];
}

/** A case before git history is read. */
export type CaseWithoutHistory = Omit<Case, "moves">;

/** Returns the pair's key: `<stack>/<service>`. */
export const pairOf = ({ stack, service }: { readonly stack: string; readonly service: string }): string => `${stack}/${service}`;

/** True if the channel names another release than the stack runs. */
export const isMove = ({ locked, candidate }: CaseWithoutHistory): boolean =>
  candidate !== undefined && (locked === undefined || !isSameRelease(locked, candidate.entry));
