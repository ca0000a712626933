import type { StackCost } from "../../../cloud/cost/stack-cost.ts";
import type { CopySource } from "../../../cloud/copies.ts";
import type { CloudChange } from "../../../diff/cloud/cloud-change.ts";
import type { CloudRun } from "../cloud-run.ts";

/** A copy of an instance as it was at a time, planned or made. */
export interface RestoreResult {
  readonly stack: string;
  readonly service: string;
  readonly need: string;
  /** `unchanged`: the copy exists as the specs want it. */
  readonly outcome: "failed" | "planned" | "restored" | "unchanged";
  /** The server that has the data, as the cloud names it. */
  readonly server: string;
  readonly source: CopySource;
  /** The Pulumi stack of the copy: `prod.copy-orders-db-20261130t020000z`. */
  readonly part: string;
  /** The block of 8 addresses that only the copy has. */
  readonly range: string;
  /** The resources that the run makes or changes. */
  readonly changes: readonly Pick<CloudChange, "action" | "name" | "protected" | "type">[];
  /** The cost of the copy in US dollars a month, and what is not counted. */
  readonly cost: StackCost;
  /** The line in the spec of the stack that lets services use the copy. @default they use it */
  readonly switchOver?: { readonly file: string; readonly imports: readonly string[]; readonly line: string };
  /** @default nothing ran */
  readonly run?: CloudRun;
}
