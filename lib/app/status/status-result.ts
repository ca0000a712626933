import type { Tier } from "../../model/tier.ts";
import type { Hold } from "../../resolve/lock.ts";
import type { Effect, Outcome } from "../../resolve/outcome.ts";
import type { DeployCommit } from "../../workspace/git/deploys/lock-step.ts";
import type { FleetBackups } from "../cloud/restore/backup-ages.ts";
import type { WithExpired } from "../expired-stacks.ts";

/** A stack of the fleet, as status shows it. */
export interface StackStatus {
  readonly stack: string;
  readonly tier: Tier;
  /** The channel that it follows. */
  readonly channel: string;
}

/** One service on one stack. */
export interface DeployStatus {
  readonly stack: string;
  readonly service: string;
  /** True if it is about a released image, which is no service. @default false */
  readonly isImage?: true;
  readonly outcome: Outcome;
  readonly effect: Effect;
  readonly reason: string;
  /** A command that changes the outcome, if there is one. */
  readonly hint?: string | undefined;
  /** The earliest time at which the stack can move. RFC 3339, UTC. Absent if no clock decides it. */
  readonly until?: string;
  /** The version that the lock names. Undefined if the stack does not run the service yet. */
  readonly version: Version | undefined;
  /** The commit that brought the version. Undefined if it is not committed, or without git. */
  readonly deployed: DeployCommit | undefined;
  /** The version that the channel names, if it is another one. */
  readonly candidate: Version | undefined;
  /** The number of releases that the channel has had since this one; 0 if it is the newest. Undefined if the entry does not say. */
  readonly behind: number | undefined;
  readonly hold: Hold | undefined;
}

/** A version, as reports show it. */
export interface Version {
  readonly tag: string;
  readonly release?: string | undefined;
  readonly digest?: string | undefined;
}

/** The result of `status`. */
export interface StatusResult extends WithExpired, Partial<FleetBackups> {
  /** The product's name. */
  readonly name: string;
  /** The time of the run. RFC 3339, UTC. */
  readonly at: string;
  /** By tier: latest, staging, prod. */
  readonly stacks: readonly StackStatus[];
  /** By stack, then by service. */
  readonly deployments: readonly DeployStatus[];
}
