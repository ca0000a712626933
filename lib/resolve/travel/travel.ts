import type { Decision } from "../decision.ts";
import type { LockEntry } from "../lock.ts";
import type { Pass } from "./pass.ts";

/** The way of a pair, which is a release and a configuration, to one stack. */
export interface Travel {
  /** The hash of the present configuration. Undefined for a released image, and if an object has a problem. */
  readonly config: string | undefined;
  /** The stacks that run the service before this one. Empty for the first: it follows specs and channel at once. */
  readonly before: readonly Predecessor[];
  /** The services of the stack that use this image and keep their files. */
  readonly users: readonly string[];
  /** The refusal that keeps the cloud of its stack behind. Undefined if there is none, and for a service that asks nothing of it. */
  readonly cloudStays: Pick<Decision, "reason" | "until"> | undefined;
  /** True if this run may move the entry. False for a cloud that the run does not bring up. */
  readonly isBroughtUp: boolean;
  /** The pass that a person gives the pair for this run. */
  readonly pass: Pass | undefined;
}

/** A stack of the wave before, after the run has decided about it. */
export interface Predecessor {
  readonly stack: string;
  /** The place of its wave: `the stage staging`. */
  readonly place: string;
  /** Milliseconds that it runs a pair before the next wave takes it. */
  readonly soakMs: number;
  /** True if it follows the same channel. Only then its release is the candidate. */
  readonly sharesChannel: boolean;
  readonly entry: LockEntry | undefined;
  /** True if its configuration is the present one. */
  readonly isCurrent: boolean;
  /** The time of the commit that brought its pair. RFC 3339, UTC. Undefined if no commit has the pair yet. */
  readonly since: string | undefined;
}
