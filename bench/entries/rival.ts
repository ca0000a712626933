import { countManifests } from "../fleet/project.ts";
import { RunError } from "../measure/run.ts";
import type { Contender, Series } from "../measure/series.ts";
import { median } from "../measure/statistics.ts";
import type { Measured } from "../report/result.ts";
import type { EntryName } from "../report/targets.ts";
import { type Bench, measured } from "./group.ts";

/** The objects that Fairlead rendered, for other programs to write. */
export interface Rendered {
  /** The generated root. */
  readonly tree: string;
  /** A JSON file with all objects and their paths. */
  readonly objects: string;
  readonly count: number;
}

/** Another program that writes the same objects. */
export interface Rival {
  readonly contenders: readonly Contender[];
  /** @param ours seconds that Fairlead took */
  readonly conclude: (series: (name: string) => Series, ours: number) => { readonly measured: Measured; readonly base: number };
}

/** The reason why a rival cannot run on this machine. */
export interface Unavailable {
  readonly unavailable: string;
}

export type RivalMaker = (bench: Bench, name: EntryName, rendered: Rendered) => Promise<Rival | Unavailable>;

export const isUnavailable = (made: Rival | Unavailable): made is Unavailable => "unavailable" in made;

interface Script {
  /** A script. It gets the file of the objects and a directory, and prints its seconds. Without arguments it only starts. */
  readonly file: string;
  readonly note: string;
  /** True if the report compares it with Fairlead. */
  readonly compared: boolean;
  /** Checks the files that the warm-up wrote. */
  readonly verify?: (directory: string) => void;
}

/**
 * Makes a rival from a Node script that writes the objects. The script reads them from a file, and a real program would not. So
 * its base time has no reading: the script's seconds plus a start of Node with the same imports.
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

/** Checks the number of manifests that a run wrote. @throws RunError if it differs */
export function expectCount(found: number, expected: number, program: string): void {
  if (found !== expected || expected === 0) throw new RunError(`${program} wrote ${found} manifests, expected ${expected}`);
}
