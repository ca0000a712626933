import type { FieldChange } from "./fields.ts";
import type { TreeObject } from "./object.ts";

/** What happens to an object. */
export type Action = "removed" | "moved" | "changed" | "created";

/** One object that differs between two trees. */
export interface ObjectChange {
  readonly action: Action;
  /** As it is after the change; for a removal as it was. */
  readonly object: TreeObject;
  /** As it was, for a move and a change. */
  readonly from: TreeObject | undefined;
  readonly fields: readonly FieldChange[];
}
