import type { Project } from "../fleet/project.ts";
import type { Command, Runner } from "../measure/run.ts";
import { alternate, type Contender, type Series } from "../measure/series.ts";
import type { Measured, Skipped } from "../report/result.ts";
import type { EntryName, Figures } from "../report/targets.ts";

/** What the entries have in common. */
export interface Bench {
  readonly runner: Runner;
  readonly rounds: number;
  /** Progress, on stderr. */
  readonly say: (line: string) => void;
  /** Fairlead's checkout. */
  readonly checkout: string;
  /** A path in the benchmark's temporary directory. */
  readonly path: (name: string) => string;
  /** Takes an output out of the way. It is deleted when all is measured: see `Workspace`. */
  readonly discard: (path: string) => void;
  /** Waits until the disk is at rest; gives the microseconds that making a file costs. */
  readonly rest: () => Promise<number>;
  /** A generated fleet of 1,000 services, made when it is first asked for. */
  readonly fleet: (stacks: number) => Project;
  /** A copy of the checkout's own fleet, made when it is first asked for. */
  readonly sample: () => Project;
}

/** What a group measured, and what it could not. */
export interface Outcome {
  readonly measured: readonly Measured[];
  readonly skipped?: readonly Skipped[];
}

/** Entries that are measured together: what is compared takes turns. */
export interface Group {
  readonly names: readonly EntryName[];
  readonly run: (bench: Bench, wanted: ReadonlySet<EntryName>) => Promise<Outcome>;
}

/** `fairlead <args>` in a project. */
export const fairlead = ({ checkout }: Bench, cwd: string, ...args: readonly string[]): Command => ({
  args: [`${checkout}/bin/fairlead.js`, ...args],
  cwd,
});

/** Lets contenders take turns; gives the series of each. */
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
  /** Seconds of the first run, where that was not of this series. */
  readonly first?: number;
}

/** A series as an entry. */
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

/** `8,060` */
export const grouped = (count: number): string => count.toLocaleString("en-US");
