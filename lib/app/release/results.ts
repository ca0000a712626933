import type { ListedRelease } from "../../releases/list.ts";
import type { Pointer } from "../../releases/pointer.ts";
import type { Promotion } from "../../releases/promote.ts";
import type { PrunePlan, PruneResult } from "../../releases/prune.ts";
import type { Channel } from "../../releases/read.ts";
import type { RecordResult } from "../../releases/record.ts";
import type { Release } from "../../releases/release.ts";
import type { VerifyResult } from "../../releases/verify.ts";
import type { Decision } from "../../resolve/decision.ts";
import type { CloudRun } from "../cloud/cloud-run.ts";
import type { EngineRun } from "../engine/engine-run.ts";
import type { WithDeletions } from "../deletions.ts";
import type { WithRisks } from "../decision-risks.ts";
import type { WithExpired } from "../expired-stacks.ts";
import type { WithHeld } from "../held-decisions.ts";
import type { Failure, RenderResult } from "../results.ts";
import type { WithWarnings } from "../warnings.ts";

/** The result of `plan`. */
export interface PlanResult extends WithHeld, WithRisks, WithDeletions, WithExpired, WithWarnings {
  /** By stack, then by service. */
  readonly decisions: readonly Decision[];
  /** The error of `up` if files are edited by hand. */
  readonly refusal?: Pick<Failure, "message" | "hint" | "problems"> | undefined;
  readonly seconds: number;
}

/** The result of `up`: its decisions, and the files that it wrote. */
export interface UpResult extends WithHeld, WithRisks, WithExpired {
  readonly decisions: readonly Decision[];
  readonly render: RenderResult;
  /** The run of the Pulumi engine; undefined if the embedded writer rendered. */
  readonly engine: EngineRun | undefined;
  /** The run that brought up clouds; absent if no stack has one, or none was brought up. */
  readonly cloud?: CloudRun;
  /** The time and memory of the command itself, if asked for. */
  readonly stats?: UpStats | undefined;
}

export interface UpStats {
  readonly seconds: number;
  /** The peak of resident memory of the command's process. */
  readonly peakBytes: number;
}

/** The address of the datastore, such as `file:releases`. */
interface FromDatastore {
  readonly datastore: string;
}

export interface RecordedResult extends FromDatastore, RecordResult {}

export interface SetResult extends FromDatastore {
  readonly outcome: "moved" | "unchanged";
  readonly pointer: Pointer;
}

/** The result of `release promote` and of `promote`. */
export interface PromotedResult extends FromDatastore {
  readonly from: string;
  readonly to: string;
  /** True if the channel named nothing before. */
  readonly created: boolean;
  /** True if nothing was moved. @default false */
  readonly dryRun?: boolean;
  /** The stacks that get the releases by the merge of a pull request, which the next `publish` opens. @default none */
  readonly byPullRequest?: readonly string[];
  /** By service. */
  readonly promotions: readonly Promotion[];
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
  /** The number of all records. */
  readonly records: number;
  readonly plan: PrunePlan;
  /** Undefined if the plan was only shown. */
  readonly pruned: PruneResult | undefined;
}
