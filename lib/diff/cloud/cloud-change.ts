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
  /** The name of its component: `<service>-<need>`, or what all services share. */
  readonly block: string;
  /** The service that owns it. @default the stack itself owns it, or the state does not say */
  readonly service?: string;
  readonly action: CloudAction;
  /** True if the engine refuses to delete or replace it. */
  readonly protected: boolean;
  /** Set if the run changes the protection. */
  readonly protection?: "begins" | "ends";
  /** The URN in the state, if an alias leads to it. */
  readonly previousUrn?: string;
  /** The paths of the inputs that change, sorted. */
  readonly properties: readonly string[];
  /** The changed paths that force the replacement. */
  readonly causes: readonly string[];
  /** The name of the replaced resource that it follows. */
  readonly because?: string;
}

/** True if a run would change the state. A resource with another name or protection stays in the cloud as it is. */
export const changesState = ({ action, protection, previousUrn }: CloudChange): boolean =>
  action !== "same" || protection !== undefined || previousUrn !== undefined;

/** True if a run would end a resource, and with it its data. */
export const isLoss = ({ action }: Pick<CloudChange, "action">): boolean => action === "delete" || action === "replace";
