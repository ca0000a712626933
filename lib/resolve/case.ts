import type { Tier } from "../model/tier.ts";
import type { Pointer } from "../releases/pointer.ts";
import type { PairHistory } from "./history.ts";
import { isSameVersion, type LockEntry } from "./lock.ts";
import type { Travel } from "./travel/travel.ts";

/** One service on one stack: the subject of one decision. */
export interface Case {
  readonly stack: string;
  readonly tier: Tier;
  /** The channel that the stack follows. */
  readonly channel: string;
  readonly service: string;
  /** The name of its releases in the datastore. It differs from `service` for an instance of a service. */
  readonly release: string;
  /** True for a released image. @default false */
  readonly isImage?: true;
  /** True for a reserved entry, such as the platform. It has a configuration and no release. @default false */
  readonly isReserved?: true;
  /** True for a service that asks for resources of its stack's cloud. @default false */
  readonly usesCloud?: true;
  /** The image repositories that the spec lets its releases come from. */
  readonly repositories: readonly string[];
  /** The entry in the lock; undefined if the lock has none. */
  readonly locked: LockEntry | undefined;
  /** The release that the channel names; undefined if it names none of the service. */
  readonly candidate: Pointer | undefined;
  /** True if the generated tree has the service. */
  readonly isDeployed: boolean;
  /** Why the pointer or its record cannot be used; undefined if both are sound. */
  readonly broken: string | undefined;
  /** The pair in git history; undefined unless `needsHistory`. */
  readonly history: PairHistory | undefined;
  /** The way of its release and configuration. @default the stack follows its channel at once */
  readonly travel?: Travel;
}

/** A case before git history is read. */
export type CaseWithoutHistory = Omit<Case, "history">;

/** Returns the pair's key: `<stack>/<service>`. */
export const pairOf = ({ stack, service }: { readonly stack: string; readonly service: string }): string => `${stack}/${service}`;

/** True if the entry names the same release as the channel, with another image, digest or tag. */
export const differsFromRelease = ({ locked, candidate }: CaseWithoutHistory): boolean =>
  locked?.release !== undefined &&
  locked.release === candidate?.release &&
  (["image", "digest", "tag"] as const).some((field) => locked[field] !== undefined && locked[field] !== candidate[field]);

/** True if the decision takes something from the pointer, or compares with it. Then its record must agree with it. */
export const usesPointer = (given: CaseWithoutHistory, resume: ReadonlySet<string>): boolean =>
  given.candidate !== undefined &&
  (isMove(given) || given.locked?.release === undefined || differsFromRelease(given) || resume.has(pairOf(given)));

/** True if the channel names another image than the stack runs. */
export const isMove = ({ locked, candidate }: CaseWithoutHistory): boolean =>
  candidate !== undefined && (locked === undefined || !isSameVersion(locked, candidate));
