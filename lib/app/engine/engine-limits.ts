import { availableParallelism } from "node:os";
import { optional, parsedFlag } from "../../base/flag.ts";
import { positive, timerSeconds } from "../../base/parse-number.ts";

/** The limits of the engine, as flags give them. */
export interface EngineFlags {
  /** The maximum number of stacks that the engine runs at once, from 1. @default the number of cores */
  readonly parallel?: number | undefined;
  /** The time limit of one stack on the engine, in seconds. @default 600 */
  readonly stackTimeout?: number | undefined;
}

export const engineFlags = {
  parallel: optional(parsedFlag(positive, "Stacks that the engine runs at once, from 1 [cores]", "number")),
  stackTimeout: optional(parsedFlag(timerSeconds, "Time limit of a stack on the engine, from 1 to 2147483 [600]", "seconds")),
} as const;

/** The limits of a run of the engine. */
export interface EngineLimits {
  /** The maximum number of stacks that run at once, from 1. */
  readonly parallel: number;
  /** Milliseconds for one stack. */
  readonly timeLimitMs: number;
}

/** Returns the limits that the flags set. */
export const engineLimits = ({ parallel = availableParallelism(), stackTimeout = 600 }: EngineFlags): EngineLimits => ({
  parallel,
  timeLimitMs: stackTimeout * 1000,
});
