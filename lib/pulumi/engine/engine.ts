import type { Provider } from "./find-provider.ts";

/** The place where an engine was found. */
export type EngineSource = "PULUMI_BIN" | "PATH" | "cache";

/** A program that may be an engine. */
export interface Candidate {
  /** Absolute path of the program. */
  readonly pulumi: string;
  readonly source: EngineSource;
}

/** A Pulumi engine with its Kubernetes provider. */
export interface Engine extends Candidate, Provider {
  /** `3.259.0` */
  readonly version: string;
}

/** A candidate that cannot be used. */
export interface RefusedEngine extends Candidate {
  /** `is 3.100.0, older than 3.259.0` */
  readonly problem: string;
}

/** Returns a refused engine as messages name it: `/usr/bin/pulumi (PATH) is 3.100.0, older than 3.259.0`. */
export const describeRefused = ({ pulumi, source, problem }: RefusedEngine): string => `${pulumi} (${source}) ${problem}`;
