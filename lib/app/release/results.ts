import type { ListedRelease } from "../../releases/list.ts";
import type { Pointer } from "../../releases/pointer.ts";
import type { PrunePlan, PruneResult } from "../../releases/prune.ts";
import type { Channel } from "../../releases/read.ts";
import type { RecordResult } from "../../releases/record.ts";
import type { Release } from "../../releases/release.ts";
import type { VerifyResult } from "../../releases/verify.ts";
import type { Decision } from "../../resolve/decision.ts";
import type { EngineRun } from "../engine/engine-run.ts";
import type { RenderResult } from "../results.ts";

/** What each stack should run. */
export interface PlanResult {
  /** By stack, then by service. */
  readonly decisions: readonly Decision[];
  readonly seconds: number;
}

/** What `up` decided and wrote. */
export interface UpResult {
  readonly decisions: readonly Decision[];
  readonly render: RenderResult;
  /** What the Pulumi engine did; undefined where it was not asked. */
  readonly engine: EngineRun | undefined;
  /** What the command itself took, where figures are wanted; the stacks on the engine have their own. */
  readonly stats?: UpStats | undefined;
}

export interface UpStats {
  readonly seconds: number;
  /** The most memory that the command's own process had resident. */
  readonly peakBytes: number;
}

/** Where a result comes from, as `file:releases`. */
interface FromDatastore {
  readonly datastore: string;
}

export interface RecordedResult extends FromDatastore, RecordResult {}

export interface SetResult extends FromDatastore {
  readonly outcome: "moved" | "unchanged";
  readonly pointer: Pointer;
}

export interface ChannelsResult extends FromDatastore {
  readonly channels: readonly Channel[];
}

export interface ReleasesResult extends FromDatastore {
  readonly service: string;
  /** Newest build first. */
  readonly releases: readonly ListedRelease[];
}

export interface ReleaseResult extends FromDatastore {
  readonly release: Release;
  /** The channels that name it. */
  readonly channels: readonly string[];
}

export interface VerifiedResult extends FromDatastore, VerifyResult {}

export interface PrunedResult extends FromDatastore {
  /** How many records there are. */
  readonly records: number;
  readonly plan: PrunePlan;
  /** Undefined where the plan was only shown. */
  readonly pruned: PruneResult | undefined;
}
