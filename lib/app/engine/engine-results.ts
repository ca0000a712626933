/** A Pulumi engine. */
export interface EngineFacts {
  /** The program. */
  readonly pulumi: string;
  readonly version: string;
  /** What led to it: `PULUMI_BIN`, `PATH`, `cache`. */
  readonly source: string;
  /** The Kubernetes provider's program; undefined where the engine has acquired it itself. */
  readonly kubernetes: string | undefined;
  /** The engine's directory of plugins. */
  readonly plugins: string;
}

/** A program that was to be the engine, and why it cannot. */
export interface RefusedEngine {
  readonly pulumi: string;
  readonly source: string;
  readonly problem: string;
}

/** Which engine is used. */
export interface EngineResult {
  readonly engine: EngineFacts | undefined;
  /** What comes before it. */
  readonly refused: readonly RefusedEngine[];
  /** The oldest version that can be used. */
  readonly needed: string;
  /** What gets one. */
  readonly hint: string;
}

/** What `engine install` did. */
export interface EngineInstalledResult {
  readonly engine: EngineFacts;
  readonly refused: readonly RefusedEngine[];
  /** How it was got; undefined where there was one already. */
  readonly way: string | undefined;
  readonly seconds: number;
}
