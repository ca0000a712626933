import { availableParallelism } from "node:os";
import { optional, parsedFlag } from "../../base/flag.ts";
import { positive, timerSeconds } from "../../base/parse-number.ts";

/** The limits of the engine, as flags give them. */
export interface EngineFlags {
  /** The maximum number of stacks that the engine runs at once, from 1. @default the number of cores */
  readonly parallel?: number | undefined;
  /** The time limit of one stack on the engine, in seconds. @default 600, and 7200 for a cloud */
  readonly stackTimeout?: number | undefined;
}

export const engineFlags = {
  parallel: optional(parsedFlag(positive, "Stacks that the engine runs at once, from 1 [cores]", "number")),
  stackTimeout: optional(
    parsedFlag(timerSeconds, "Time limit of a stack on the engine, from 1 to 2147483 [600, for a cloud 7200]", "seconds"),
  ),
} as const;

/** The limits of a run of the engine. */
export interface EngineLimits {
  /** The maximum number of stacks that run at once, from 1. */
  readonly parallel: number;
  /** Milliseconds for one stack. */
  readonly timeLimitMs: number;
}

/** Seconds for one stack. Google Cloud takes up to half an hour for a database, and a run makes several. */
const SECONDS = { render: 600, cloud: 7200 } as const;

/** Returns the limits that the flags set. */
export const engineLimits = (
  { parallel = availableParallelism(), stackTimeout }: EngineFlags,
  work: keyof typeof SECONDS = "render",
): EngineLimits => ({ parallel, timeLimitMs: (stackTimeout ?? SECONDS[work]) * 1000 });
