import { countManifests } from "../fleet/project.ts";
import { RunError } from "../measure/run.ts";
import type { Contender, Series } from "../measure/series.ts";
import { median } from "../measure/statistics.ts";
import type { Measured } from "../report/result.ts";
import type { EntryName } from "../report/targets.ts";
import { type Bench, measured } from "./group.ts";

/** What Fairlead rendered, for others to write again. */
export interface Rendered {
  /** The generated root. */
  readonly tree: string;
  /** Every object with its path, as one JSON file. */
  readonly objects: string;
  readonly count: number;
}

/** Someone else who writes the same objects. */
export interface Rival {
  readonly contenders: readonly Contender[];
  /** @param ours seconds that Fairlead took */
  readonly conclude: (series: (name: string) => Series, ours: number) => { readonly measured: Measured; readonly base: number };
}

/** Why a rival cannot take part here. */
export interface Unavailable {
  readonly unavailable: string;
}

export type RivalMaker = (bench: Bench, name: EntryName, rendered: Rendered) => Promise<Rival | Unavailable>;

export const isUnavailable = (made: Rival | Unavailable): made is Unavailable => "unavailable" in made;

interface Script {
  /** Takes the objects' file and a directory, and prints its own seconds; without arguments it only starts. */
  readonly file: string;
  readonly note: string;
  /** Whether to say how it compares with Fairlead. */
  readonly compared: boolean;
  /** Looks at what the warm-up wrote. */
  readonly verify?: (directory: string) => void;
}

/**
 * A Node script that writes the objects. It has to read them first, which whoever makes them does not: its base is the
 * time of its own work and the start of Node with its imports, not the whole process.
 */
export function scriptRival(bench: Bench, name: EntryName, rendered: Rendered, { file, note, compared, verify }: Script): Rival {
  const directory = bench.path(name);
  const start = `${name}, start only`;
  return {
    contenders: [
      { name: start, command: { args: [file], cwd: bench.checkout } },
      {
        name,
        command: { args: [file, rendered.objects, directory], cwd: bench.checkout },
        prepare: () => bench.discard(directory),
        verify: (_run, round) => {
          expectCount(countManifests(directory), rendered.count, name);
          if (round === 0) verify?.(directory);
        },
      },
    ],
    conclude: (series, ours) => {
      const starting = series(start).seconds.median;
      const own = median(series(name).runs.map(({ stdout }) => Number(stdout)));
      const base = own + starting;
      const parts = `without reading the objects ${base.toFixed(3)} s: ${own.toFixed(3)} s of its own and ${starting.toFixed(3)} s to start`;
      return { measured: measured(name, series(name), { figures: compared ? { ratio: base / ours } : {}, notes: [parts, note] }), base };
    },
  };
}

/** @throws RunError where something else was left than what is measured */
export function expectCount(found: number, expected: number, what: string): void {
  if (found !== expected || expected === 0) throw new RunError(`${what} left ${found} manifests; there should be ${expected}`);
}
