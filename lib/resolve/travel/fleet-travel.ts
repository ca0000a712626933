import type { FreezeScope, Pipeline } from "../../model/pipeline/pipeline.ts";
import type { Pass } from "./pass.ts";

/** Stack -> service -> the hash of its present configuration. */
export type FleetConfigs = ReadonlyMap<string, ReadonlyMap<string, string>>;

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
  /** Stage -> the reason why it is not healthy. @default every stage is healthy */
  readonly unhealthy?: ReadonlyMap<string, string>;
  /** Returns the pass of a pair, if a person gave it one. */
  readonly passOf: (stack: string, service: string) => Pass | undefined;
}
