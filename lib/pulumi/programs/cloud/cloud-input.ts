import type { AnyCloudResource } from "../../../cloud/resource.ts";

/** Input of the cloud program: one shard of a stack. */
export interface CloudInput {
  readonly resources: readonly AnyCloudResource[];
  /** The secrets that get a new password. */
  readonly fresh: readonly string[];
}
