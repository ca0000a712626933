/** A resource as the state of a Pulumi stack has it. */
export interface RecordedResource {
  readonly urn: string;
  /** `gcp:redis/instance:Instance` */
  readonly type: string;
  readonly name: string;
  /** The URN of the parent. */
  readonly parent?: string;
  /** True if a provider manages it. A component is not custom. */
  readonly custom: boolean;
  readonly id?: string;
  /** The inputs. A secret is encrypted there, and stays so. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly protect: boolean;
  readonly dependencies: readonly string[];
  readonly propertyDependencies: Readonly<Record<string, readonly string[]>>;
  readonly aliases: readonly string[];
  /** True if a replacement exists, and the engine still has to delete this one. */
  readonly delete: boolean;
  /** True if the engine only reads it. */
  readonly external: boolean;
  /** The time of the creation, such as `2026-01-31T12:00:00Z`. @default the state does not say */
  readonly created?: string;
}

/** An operation of which the engine did not see the end. */
export interface PendingOperation {
  readonly kind: "creating" | "updating" | "deleting" | "reading" | "importing";
  readonly resource: RecordedResource;
}

/** The state of a Pulumi stack. */
export interface RecordedStack {
  /** The name of the Pulumi stack: `prod.needs-1`. */
  readonly stack: string;
  readonly resources: readonly RecordedResource[];
  readonly pendingOperations: readonly PendingOperation[];
}
