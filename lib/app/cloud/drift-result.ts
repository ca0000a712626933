import type { IdleRule } from "../../diff/cloud/ignore-drift.ts";

/** A value that differs between the state and the cloud. */
export interface DriftedValue {
  /** `memorySizeGb`, `settings.tier` */
  readonly path: string;
  readonly recorded: unknown;
  readonly found: unknown;
}

/** A resource that somebody changed or deleted outside of Fairlead. */
export interface DriftedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** The name of its component: `<service>-<need>`. */
  readonly block: string;
  readonly what: "changed" | "deleted";
  /** Empty for a deleted resource, and if only values differ that the cloud computes. */
  readonly values: readonly DriftedValue[];
}

/** A resource, or a whole part of a stack, that could not be read. */
export interface UnreadResource {
  /** `redis.Instance prod-cart-carts`; undefined for a whole part. */
  readonly resource: string | undefined;
  readonly message: string;
  readonly hint: string | undefined;
}

/** The comparison of one stack. */
export interface StackDrift {
  readonly stack: string;
  /** `unknown`: a part of the stack could not be read, so more may have drifted. */
  readonly outcome: "clean" | "drifted" | "unknown";
  /** The number of recorded resources. */
  readonly recorded: number;
  readonly drifted: readonly DriftedResource[];
  /** The number of values that differ, and that the stack ignores. */
  readonly ignored: number;
  /** The rules of the stack that expired or that match nothing. */
  readonly idle: readonly IdleRule[];
  readonly unread: readonly UnreadResource[];
}

/** The comparison of recorded states with their clouds. */
export interface DriftResult {
  /** `repair`: the states have what the cloud has now. */
  readonly mode: "drift" | "repair";
  readonly stacks: readonly StackDrift[];
  readonly interrupted: boolean;
}
