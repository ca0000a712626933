import type { FreezeScope, Pipeline } from "../../model/pipeline/pipeline.ts";
import type { LockEntry } from "../lock.ts";
import type { Pass } from "./pass.ts";
import type { Unhealthy } from "./wave-health.ts";

/** Stack -> service -> the hash of its present configuration. */
export type FleetConfigs = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** True if the cloud of a stack has the configuration with this hash. */
export type IsBroughtUp = (stack: string, config: string) => boolean;

/** A release that a failed check takes back. */
export interface TakenBack {
  /** The entry before it. */
  readonly earlier: LockEntry;
  /** The place of the wave: `the stage staging`. */
  readonly place: string;
  /** The check, the value and the expected one. */
  readonly reason: string;
}

/** A freeze that holds at the time of the run. */
export interface ActiveFreeze extends FreezeScope {
  readonly reason: string;
  /** RFC 3339, UTC. Undefined until a person thaws it. */
  readonly until: string | undefined;
}

/** Everything that the gates of a pipeline need. */
export interface FleetTravel {
  readonly pipeline: Pipeline;
  readonly configs: FleetConfigs;
  /** `<stack>/<service>` -> the time of the commit that brought the pair of the lock. RFC 3339, UTC. */
  readonly since: ReadonlyMap<string, string>;
  readonly freezes: readonly ActiveFreeze[];
  /** The place of a wave -> the reasons why it is not healthy. @default every wave is healthy */
  readonly unhealthy?: ReadonlyMap<string, readonly Unhealthy[]>;
  /** `<stack>/<service>` -> the release that a failed check takes back. @default none */
  readonly takenBack?: ReadonlyMap<string, TakenBack>;
  /** True if the run brings up the cloud of a stack, or knows that another job did. @default it brings up every cloud */
  readonly isBroughtUp?: IsBroughtUp;
  /** Returns the pass of a pair, if a person gave it one. */
  readonly passOf: (stack: string, service: string) => Pass | undefined;
}
