/** The limits of the engine, as flags give them. */
export interface EngineFlags {
  /** The maximum number of stacks that the engine runs at once, from 1. */
  readonly parallel: number;
  /** The time limit of one stack on the engine, in seconds. @default 600 */
  readonly stackTimeout?: number | undefined;
}

/** The limits of a run of the engine. */
export interface EngineLimits {
  readonly parallel: number;
  /** Milliseconds for one stack. */
  readonly timeLimitMs: number;
}

const TIME_LIMIT_S = 600;

/** Returns the limits that the flags set. */
export const engineLimits = ({ parallel, stackTimeout = TIME_LIMIT_S }: EngineFlags): EngineLimits => ({
  parallel,
  timeLimitMs: stackTimeout * 1000,
});
