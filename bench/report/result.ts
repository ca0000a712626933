import type { Spread } from "../measure/statistics.ts";
import { type EntryName, type Figures, specOf } from "./targets.ts";
import { type Verdict, verdicts } from "./verdict.ts";

/** What an entry came to, before it is judged. */
export interface Measured {
  readonly name: EntryName;
  /** Seconds from start to end of the process. */
  readonly seconds: Spread;
  /** The warm-up run, in seconds: Node's compile cache was empty. */
  readonly first: number;
  /** Medians. */
  readonly figures: Figures;
  readonly notes: readonly string[];
}

/** An entry of the report. */
export interface Entry extends Measured {
  readonly what: string;
  readonly targets: Figures;
  readonly against: string | undefined;
  readonly verdicts: readonly Verdict[];
}

/** An entry that could not be measured here. */
export interface Skipped {
  readonly name: EntryName;
  readonly reason: string;
}

export interface Report {
  readonly environment: Environment;
  /** Runs per entry, after the warm-up. */
  readonly rounds: number;
  readonly entries: readonly Entry[];
  readonly skipped: readonly Skipped[];
}

export interface Environment {
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  /** Processes that wanted a core in the minute before, on average: above 0.5 something else was at work. */
  readonly load: number;
}

export function judge(measured: Measured): Entry {
  const { what, targets, against } = specOf(measured.name);
  return { ...measured, what, targets, against, verdicts: verdicts(targets, measured.figures) };
}
