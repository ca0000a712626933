import type { PartEnd } from "../../diff/cloud/plan-destroy.ts";
import type { RecordedSpec } from "./recorded-stacks.ts";
import type { CloudRun } from "./cloud-run.ts";

/** The end of a stack's cloud, planned or done. */
export interface DestroyResult {
  readonly stack: string;
  /** The services whose resources go. Empty for the whole stack. */
  readonly services: readonly string[];
  /** The Pulumi stack that goes. @default all of the stack */
  readonly part?: string;
  /** If it is in use, the next `up` makes the resources again. */
  readonly spec: RecordedSpec;
  /** `unconfirmed`: nobody typed the name of the stack. `nothing`: the stack has no recorded cloud. */
  readonly outcome: "destroyed" | "nothing" | "planned" | "unconfirmed";
  /** The plan, as it was before the run. */
  readonly parts: readonly PartEnd[];
  /** @default nothing ran */
  readonly run?: CloudRun;
}
