import type { CostChange } from "../../cloud/cost/cost-change.ts";
import type { CloudChange } from "../../diff/cloud/cloud-change.ts";
import type { LikelyRename } from "../../diff/cloud/likely-renames.ts";
import type { PolicyViolation } from "./policy-violations.ts";
import type { Tier } from "../../model/tier.ts";

/** The outcome that a run would have for the clouds of stacks. */
export interface CloudPreview {
  /** The version of the engine that answered. @default undefined, Fairlead itself answered */
  readonly engine: string | undefined;
  /** The policy packs of the config, which only the engine asks. */
  readonly policyPacks: readonly string[];
  readonly stacks: readonly StackPreview[];
  /** The recorded clouds that `up` leaves alone, because their specs are gone or retired. */
  readonly leftovers: readonly LeftoverCloud[];
}

/** A recorded cloud that no spec asks for. */
export interface LeftoverCloud {
  readonly stack: string;
  readonly spec: "removed" | "retired";
  readonly resources: number;
  readonly protected: number;
}

export interface StackPreview {
  readonly stack: string;
  readonly tier: Tier;
  /** The Google Cloud project. */
  readonly project: string;
  /** The number of resources that stay as they are. */
  readonly unchanged: number;
  /** The wave that its changes wait for. @default the next run makes them */
  readonly later?: LaterCloud;
  /** The resources that a run would change: losses first, the protected ones at the top. */
  readonly changes: readonly PreviewedChange[];
  /** The change of the monthly cost, by list prices. @default a state cannot be read */
  readonly cost?: CostChange;
  /** The stacks of Pulumi whose code only the engine can run: `prod.components`. */
  readonly unknown: readonly string[];
  readonly problems: readonly PreviewProblem[];
  /** The needs that look like recorded ones under another name. */
  readonly renames: readonly LikelyRename[];
  /** The resources that policy packs do not accept. Only the engine asks the packs. */
  readonly violations: readonly PolicyViolation[];
}

/** The changes of a cloud that waits for a wave of the pipeline. */
export interface LaterCloud {
  /** The place of the wave: `the stage staging`. */
  readonly after: string;
  /** Milliseconds that the wave runs the change before. */
  readonly soakMs: number;
}

export interface PreviewedChange extends CloudChange {
  /** The services that use a resource which goes, sorted. */
  readonly usedBy: readonly string[];
}

/** A reason why a preview is not complete. */
export interface PreviewProblem {
  /** The stack of Pulumi: `prod.needs-1`. */
  readonly shard: string;
  readonly message: string;
  readonly hint: string | undefined;
}
