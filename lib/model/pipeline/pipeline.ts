import type { AnyService } from "../service.ts";
import type { AnyStack } from "../stack.ts";
import type { Tier } from "../tier.ts";
import type { HealthCheckInput, HealthCheckSpec } from "./health/registry.ts";

/** A stack of `stacks/`, or its name. */
export type StackRef = AnyStack | string;

/** A service of `services/`, or its name. */
export type ServiceRef = AnyService | string;

/** A step on the way of releases and configuration. It has exactly one of `tier`, `stacks` and `waves`. */
export interface StageInput {
  /** The name in messages: a DNS label. */
  readonly name: string;
  /** Every stack of this tier. @default the stacks of `stacks` or `waves` */
  readonly tier?: Tier;
  /** These stacks. @default the stacks of `tier` or `waves` */
  readonly stacks?: readonly StackRef[];
  /** Lists of stacks, in order. Each list waits for the one before. @default one wave with all stacks */
  readonly waves?: readonly (readonly StackRef[])[];
  /**
   * The time that a wave runs a release and its configuration before the next wave takes them: `2h`, `30m`, `1h30m`.
   * @default none; required if a wave or a stage follows
   */
  readonly soak?: string;
  /** The checks that must pass before the next wave takes a change. @default none */
  readonly health?: readonly HealthCheckInput[];
  /**
   * The answer to a failed check. `wait` keeps the next wave back. `rollback` also takes the releases of the wave back that soak. A check
   * without a result rolls nothing back. @default "wait"
   */
  readonly onFailure?: "wait" | "rollback";
  /** The way in which `publish` brings changes to these stacks. @default "push" */
  readonly delivery?: Delivery;
}

/** The way of changes to a stack. `push`: a commit on the branch. `pr`: a pull request on GitHub. */
export type Delivery = "push" | "pr";

/** The part of the fleet that a freeze stops. A pair must match each given field. */
export interface FreezeScopeInput {
  /** @default every tier */
  readonly tiers?: readonly Tier[];
  /** @default every stack */
  readonly stacks?: readonly StackRef[];
  /** @default every service */
  readonly services?: readonly ServiceRef[];
}

/** A time in which nothing advances. It has `cron` and `duration`, or `from` and `until`. */
export interface FreezeInput extends FreezeScopeInput {
  /** The name in messages, such as `"weekend"`: 1 to 60 characters. */
  readonly name: string;
  /** The start of each window: `"0 18 * * 5"`. @default none */
  readonly cron?: string;
  /** The length of each window: `"62h"`. @default none */
  readonly duration?: string;
  /** A day or a local time, such as `"2026-12-20"` or `"2026-12-20T18:00"`. @default none */
  readonly from?: string;
  /** The last day, or a local time. @default none */
  readonly until?: string;
  /** An IANA time zone for all times. @default "Etc/UTC" */
  readonly timeZone?: string;
}

/** The fields of a pipeline. */
export interface PipelineInput {
  /** In order. The first stage follows the specs and its channels at once. */
  readonly stages: readonly StageInput[];
  /** @default none */
  readonly freezes?: readonly FreezeInput[];
}

/** The pipeline of a fleet, as written. */
export interface PipelineSpec {
  readonly kind: "pipeline";
  readonly input: PipelineInput;
}

/**
 * Describes the order in which releases and configuration travel: `export default definePipeline({ ... })` in `stacks/pipeline.ts`.
 * It never throws. `fairlead` reports every mistake that the compiler could not refuse.
 */
export const definePipeline = (input: PipelineInput): PipelineSpec => ({ kind: "pipeline", input });

/** True if `definePipeline` returned the value. */
export const isPipeline = (value: unknown): value is PipelineSpec =>
  typeof value === "object" && value !== null && "kind" in value && value.kind === "pipeline" && "input" in value;

/** A pipeline that the rules have checked. */
export interface Pipeline {
  readonly stages: readonly Stage[];
  readonly freezes: readonly Freeze[];
}

export interface Stage {
  readonly name: string;
  /** The names of stacks. */
  readonly waves: readonly (readonly string[])[];
  /** Milliseconds; 0 if nothing follows. */
  readonly soakMs: number;
  readonly health: readonly HealthCheckSpec[];
  /** True if a failed check takes the releases back that soak. */
  readonly rollsBack: boolean;
  readonly delivery: Delivery;
}

/** The names of everything that a freeze stops. An empty list stands for all. */
export interface FreezeScope {
  readonly tiers: readonly Tier[];
  readonly stacks: readonly string[];
  readonly services: readonly string[];
}

export interface Freeze extends FreezeScope {
  readonly name: string;
  readonly window: FreezeWindow;
}

/** The times of a freeze. Dates are local times of its zone. */
export type FreezeWindow =
  | { readonly kind: "cron"; readonly cron: string; readonly durationMs: number; readonly timeZone: string }
  | { readonly kind: "dates"; readonly from: string; readonly until: string; readonly timeZone: string };
