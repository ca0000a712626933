import type { Spread } from "../measure/statistics.ts";
import { type EntryName, type Figures, specOf } from "./targets.ts";
import { type Verdict, verdicts } from "./verdict.ts";

/** The figures of an entry, before they are compared with the targets. */
export interface Measured {
  readonly name: EntryName;
  /** Seconds from start to end of the process. */
  readonly seconds: Spread;
  /** Seconds of the warm-up, with an empty compile cache of Node. */
  readonly first: number;
  /** Medians. */
  readonly figures: Figures;
  readonly notes: readonly string[];
}

/** An entry of the report. */
export interface Entry extends Measured {
  readonly summary: string;
  readonly targets: Figures;
  readonly against: string | undefined;
  readonly verdicts: readonly Verdict[];
}

/** An entry that cannot be measured on this machine. */
export interface Skipped {
  readonly name: EntryName;
  readonly reason: string;
}

export interface Report {
  readonly environment: Environment;
  /** Runs of each entry, after the warm-up. */
  readonly rounds: number;
  readonly entries: readonly Entry[];
  readonly skipped: readonly Skipped[];
}

export interface Environment {
  readonly node: string;
  readonly platform: string;
  readonly cores: number;
  /** The load average of the minute before. Above 0.5, other programs were running. */
  readonly load: number;
}

/** Compares the figures of an entry with its targets. */
export function judge(measured: Measured): Entry {
  const { summary, targets, against } = specOf(measured.name);
  return { ...measured, summary, targets, against, verdicts: verdicts(targets, measured.figures) };
}
