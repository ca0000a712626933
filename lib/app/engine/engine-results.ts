/** A Pulumi engine. */
export interface EngineFacts {
  /** The program. */
  readonly pulumi: string;
  readonly version: string;
  /** The place of the program: `PULUMI_BIN`, `PATH`, `cache`. */
  readonly source: string;
  /** The Kubernetes provider's program; undefined if it is one of the engine's own plugins. */
  readonly kubernetes: string | undefined;
  /** The engine's directory of plugins. */
  readonly plugins: string;
}

/** A program that cannot be used as the engine, with the reason. */
export interface RefusedEngine {
  readonly pulumi: string;
  readonly source: string;
  readonly problem: string;
}

/** The engine that is used. */
export interface EngineResult {
  readonly engine: EngineFacts | undefined;
  /** The programs that were found before it and cannot be used. */
  readonly refused: readonly RefusedEngine[];
  /** The oldest version that can be used. */
  readonly needed: string;
  /** The command that installs one. */
  readonly hint: string;
}

/** The result of `engine install`. */
export interface EngineInstalledResult {
  readonly engine: EngineFacts;
  readonly refused: readonly RefusedEngine[];
  /** The method of installation; undefined if there was an engine already. */
  readonly way: string | undefined;
  readonly seconds: number;
}
