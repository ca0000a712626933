import type { DriftedValue } from "./drift-result.ts";

/** A resource that the specs ask for, and that no state has. */
export interface Candidate {
  /** The Pulumi stack that it belongs to: `prod.needs-1`. */
  readonly shard: string;
  readonly type: string;
  readonly name: string;
  readonly parent: string;
  /** The id by which the engine imports it. @default only the cloud knows it */
  readonly id?: string;
}

/** The outcome of a candidate. */
export interface Adoption extends Candidate {
  /**
   * `absent`: the cloud does not have it. `differs`: the next `up` would change or replace it. `ready`: a run without --dry-run adopts it.
   * `skipped`: its id, or a resource that it belongs to, is not known. `failed`: the cloud did not let Fairlead read it.
   */
  readonly outcome: "absent" | "adopted" | "differs" | "failed" | "ready" | "skipped";
  /** The inputs that differ. `recorded` is what the specs want. */
  readonly values: readonly DriftedValue[];
  /** The reason of a failure. */
  readonly message?: string;
  /** True if the next `up` gives it a new password. */
  readonly newPassword: boolean;
}

/** The takeover of resources that exist in the cloud. */
export interface AdoptResult {
  readonly stack: string;
  /** `refused`: something differs, so nothing was adopted. */
  readonly outcome: "adopted" | "nothing" | "planned" | "refused";
  readonly resources: readonly Adoption[];
  readonly interrupted: boolean;
}
