import type { FieldChange } from "./fields.ts";
import type { TreeObject } from "./object.ts";

/** A kind of change of an object. */
export type Action = "removed" | "moved" | "changed" | "created";

/** One object that differs between two trees. */
export interface ObjectChange {
  readonly action: Action;
  /** The object after the change; for a removal the object before. */
  readonly object: TreeObject;
  /** The object before a move or a change. */
  readonly from: TreeObject | undefined;
  readonly fields: readonly FieldChange[];
  /** Other objects that only follow this one, such as a Deployment that names a ConfigMap by its new hash. @default none */
  readonly followers?: readonly ObjectChange[];
}
