import type { AnyCloudResource } from "../../../cloud/resource.ts";

/** Input of the cloud program: one shard of a stack. */
export interface CloudInput {
  readonly resources: readonly AnyCloudResource[];
  /** The secrets that get a new password. */
  readonly fresh: readonly string[];
  /**
   * Type and name -> id of resources that the cloud may have, and the state does not. The engine takes them over as they are.
   * @default none
   */
  readonly adopt?: Readonly<Record<string, string>>;
}
