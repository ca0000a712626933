/** The outcome of a resource in a preview. */
export type CloudAction = "create" | "delete" | "replace" | "same" | "update";

/** A resource of the cloud in a preview. */
export interface CloudChange {
  /** The stack of the fleet. */
  readonly stack: string;
  /** The stack of Pulumi: `prod.needs-1`. */
  readonly shard: string;
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  /** The service that owns it. @default the stack itself owns it, or the state does not say */
  readonly service?: string;
  readonly action: CloudAction;
  /** True if the engine refuses to delete or replace it. */
  readonly protected: boolean;
  /** True if the run begins or ends the protection. */
  readonly reprotected: boolean;
  /** The paths of the inputs that change, sorted. */
  readonly properties: readonly string[];
  /** The changed paths that force the replacement. */
  readonly causes: readonly string[];
  /** The name of the replaced resource that it follows. */
  readonly because?: string;
}
