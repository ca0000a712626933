import type { Project } from "../fleet/project.ts";
import type { Command, Runner } from "../measure/run.ts";
import { alternate, type Contender, type Series } from "../measure/series.ts";
import type { Measured, Skipped } from "../report/result.ts";
import type { EntryName, Figures } from "../report/targets.ts";

/** The tools that all entries share. */
export interface Bench {
  readonly runner: Runner;
  readonly rounds: number;
  /** Prints a line of progress to stderr. */
  readonly say: (line: string) => void;
  /** The root of the checkout. */
  readonly checkout: string;
  /** Returns a path in the benchmark's temporary directory. */
  readonly path: (name: string) => string;
  /** Moves an output aside. The benchmark deletes it at the end: see `Workspace`. */
  readonly discard: (path: string) => void;
  /** Waits until the disk is idle. @returns the microseconds that the system takes to create a file */
  readonly rest: () => Promise<number>;
  /** Returns a generated fleet of 1,000 services. The first call makes it. */
  readonly fleet: (stacks: number) => Project;
  /** Returns a copy of the checkout's fleet. The first call makes it. */
  readonly sample: () => Project;
}

/** The results of a group. */
export interface Outcome {
  readonly measured: readonly Measured[];
  readonly skipped?: readonly Skipped[];
}

/** Entries that are measured together. Runs of entries that are compared alternate. */
export interface Group {
  readonly names: readonly EntryName[];
  readonly run: (bench: Bench, wanted: ReadonlySet<EntryName>) => Promise<Outcome>;
}

/** Returns the command `fairlead <args>` in a project. */
export const fairlead = ({ checkout }: Bench, cwd: string, ...args: readonly string[]): Command => ({
  args: [`${checkout}/bin/fairlead.js`, ...args],
  cwd,
});

/** Runs contenders in alternation. @returns a function from the name of a contender to its series */
export async function compete(bench: Bench, contenders: readonly Contender[]): Promise<(name: string) => Series> {
  const series = await alternate(contenders, bench);
  return (name) => {
    const found = series.get(name);
    if (found === undefined) throw new RangeError(`"${name}" did not run`);
    return found;
  };
}

interface More {
  readonly figures?: Figures;
  readonly notes?: readonly string[];
  /** Seconds of the first run, if another series has it. */
  readonly first?: number;
}

/** Converts a series to an entry. */
export function measured(name: EntryName, series: Series, more: More = {}): Measured {
  const { seconds, first, peakBytes } = series;
  return {
    name,
    seconds,
    first: more.first ?? first.seconds,
    figures: {
      seconds: seconds.median,
      ...(peakBytes === undefined ? {} : { megabytes: peakBytes / 1e6 }),
      ...more.figures,
    },
    notes: more.notes ?? [],
  };
}

/** Formats a count with commas: `8,060`. */
export const grouped = (count: number): string => count.toLocaleString("en-US");
