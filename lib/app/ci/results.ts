import type { Tier } from "../../model/tier.ts";

/** A job of a matrix: the cloud of a stack. */
export interface MatrixJob {
  readonly stack: string;
  readonly tier: Tier;
}

/** The jobs that a deployment needs, as a matrix of GitHub Actions. */
export interface MatrixResult {
  readonly include: readonly MatrixJob[];
}

/** A stack whose cloud may differ from its specs, and why. */
export interface FailedCloud {
  readonly stack: string;
  readonly reason: string;
}

/** The results of all jobs of a matrix. */
export interface CollectedResult {
  readonly failed: readonly FailedCloud[];
  /** The stacks that may be published; every stack if no cloud failed. */
  readonly stacks: readonly string[];
}
