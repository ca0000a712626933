import type { Decision } from "../../resolve/decision.ts";

/** A run of the engine that brings clouds to what the specs say. */
export interface CloudRun {
  /** The engine; undefined if nothing had to change. */
  readonly engine: { readonly version: string; readonly source: string; readonly path: string } | undefined;
  /** The parts of each stack's cloud, in the order of stacks. */
  readonly shards: readonly CloudShard[];
  readonly interrupted: boolean;
  /** With a pipeline: the decisions about clouds that move or stay behind. @default each stack follows the specs at once */
  readonly decisions?: readonly Decision[];
}

/** A part of a stack's cloud: one Pulumi stack. */
export interface CloudShard {
  readonly stack: string;
  /** The name of the Pulumi stack: `prod.needs-1`. */
  readonly shard: string;
  /** `not run`: the foundation of its stack failed, or the run was interrupted. */
  readonly outcome: "unchanged" | "changed" | "failed" | "not run";
  /** The reason of a failure. */
  readonly message: string | undefined;
  /** The command or edit that fixes it. */
  readonly hint: string | undefined;
  readonly seconds: number;
  /** The resources that the engine changed, or failed to change. */
  readonly steps: readonly CloudStep[];
  /** The warnings and errors of engine and cloud. */
  readonly messages: readonly CloudMessage[];
}

/** A change of one resource. */
export interface CloudStep {
  /** `adopt`: the cloud had the resource, and the state did not. */
  readonly operation: "create" | "update" | "replace" | "delete" | "refresh" | "adopt";
  readonly type: string;
  readonly name: string;
  readonly outcome: "done" | "failed";
}

/** A message about a part of a cloud. */
export interface CloudMessage {
  readonly severity: "warning" | "error";
  /** `redis.Instance prod-cart-carts`; undefined if it is about the whole part. */
  readonly resource: string | undefined;
  readonly message: string;
  /** The fix, if the message is known. */
  readonly hint: string | undefined;
  /** The policy that the resource violates: `no-basic of cloud-rules 1.0.0`. @default the message is of engine or cloud */
  readonly policy?: string;
}
