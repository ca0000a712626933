import type { Decision } from "../../resolve/decision.ts";
import type { Tier } from "../../model/tier.ts";

/** A job of a matrix: the cloud of a stack. */
export interface MatrixJob {
  readonly stack: string;
  readonly tier: Tier;
}

/** The jobs that a deployment needs, as a matrix of GitHub Actions. */
export interface MatrixResult {
  readonly include: readonly MatrixJob[];
  /** With a pipeline: the decisions about clouds that move or stay behind. @default each stack follows the specs at once */
  readonly decisions?: readonly Decision[];
}

/** A stack whose cloud may differ from its specs, and why. */
export interface FailedCloud {
  readonly stack: string;
  readonly reason: string;
}

/** A cloud that a job brought up. */
export interface CollectedCloud {
  readonly stack: string;
  /** The hash of the cloud. */
  readonly config: string;
}

/** The results of all jobs of a matrix. */
export interface CollectedResult {
  readonly failed: readonly FailedCloud[];
  /** The stacks that may be published; every stack if no cloud failed. */
  readonly stacks: readonly string[];
  /** The clouds that jobs brought up, and whose entries move. @default no entry of a cloud moves */
  readonly clouds?: readonly CollectedCloud[];
}
