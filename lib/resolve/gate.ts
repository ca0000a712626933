import type { Tier } from "../model/tier.ts";
import type { Channel } from "../releases/read.ts";
import type { Case } from "./case.ts";
import type { Lock, LockEntry } from "./lock.ts";
import type { RefusalOutcome } from "./outcome.ts";
import type { FleetTravel } from "./travel/fleet-travel.ts";

/** A stack as its spec declares it, reduced to the fields that decide about versions. */
export interface StackVersions {
  readonly name: string;
  readonly tier: Tier;
  /** The channel that it follows. */
  readonly channel: string;
  /** Its earlier names, newest first: their locks and history are its own. */
  readonly movedFrom: readonly string[];
  /** The services and images that it runs. */
  readonly services: readonly VersionedService[];
}

/** A service or a released image on a stack. */
export interface VersionedService {
  readonly name: string;
  /** The name of its releases in the datastore. It differs from its own name if it is an instance of a service. */
  readonly release: string;
  /** The image repository in the spec. */
  readonly image: string;
  /** Other image repositories that the spec lets its releases come from. */
  readonly imagesFrom: readonly string[];
  /** True for a released image. @default false */
  readonly isImage?: true;
  /** True for a reserved entry, such as the platform. It has a configuration and no release. @default false */
  readonly isReserved?: true;
  /** True for a service that asks for resources of its stack's cloud. @default false */
  readonly usesCloud?: true;
  /** The released images that its containers use. @default none */
  readonly uses?: readonly string[];
}

/** The whole fleet, whichever stacks a run writes. */
export interface FleetVersions {
  /** Every stack that a spec declares. */
  readonly stacks: readonly StackVersions[];
  /** Stack -> lock, also of stacks that no spec declares any more. */
  readonly locks: ReadonlyMap<string, Lock>;
  /** Name -> channel: every channel that a stack follows. */
  readonly channels: ReadonlyMap<string, Channel>;
  /** The time of the run (RFC 3339, UTC). Resolve reads no clock. */
  readonly now: string;
  /** The pairs `<stack>/<service>` that a person asked to resume. */
  readonly resume: ReadonlySet<string>;
  /** The pipeline and everything that it needs. @default each stack follows its channel at once */
  readonly travel?: FleetTravel;
}

/** A gate's "no": the service stays, and the reader learns why. */
export interface Refusal {
  readonly outcome: RefusalOutcome;
  /** The lock entry that stays. */
  readonly stays: LockEntry | undefined;
  /** The tag that follows, if the decision is only a matter of time. */
  readonly next?: string | undefined;
  readonly reason: string;
  /** The earliest time at which the case can pass. RFC 3339, UTC. */
  readonly until?: string | undefined;
  /** A command that changes the decision, if there is one. */
  readonly hint?: string;
}

/** Decides one question about a case. Returns undefined if the case passes. */
export type Gate = (given: Case, fleet: FleetVersions) => Refusal | undefined;
