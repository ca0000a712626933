import { settle } from "./disk.ts";
import type { Command, Run, Runner } from "./run.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** Something that is run again and again. */
export interface Contender {
  readonly name: string;
  readonly command: Command;
  /** Before each run, not measured. `round` is 0 for the warm-up. */
  readonly prepare?: (round: number) => void | Promise<void>;
  /** After each run, not measured: throws where the run did not do what it is measured for. */
  readonly verify?: (run: Run, round: number) => void;
}

/** All runs of one contender. */
export interface Series {
  /** The warm-up. The first contender's starts with Node's compile cache empty. */
  readonly first: Run;
  readonly runs: readonly Run[];
  readonly seconds: Spread;
  /** Median of the runs' peaks. */
  readonly peakBytes: number | undefined;
}

/** Runs one contender after the other, once to warm up and then in rounds, so that a drift of the machine hits all of them. */
export async function alternate(
  contenders: readonly Contender[],
  { runner, rounds, say }: { readonly runner: Runner; readonly rounds: number; readonly say: (line: string) => void },
): Promise<ReadonlyMap<string, Series>> {
  runner.forgetCompiled();
  const all = new Map<string, Run[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, command, prepare, verify } of contenders) {
      await prepare?.(round);
      settle();
      const run = await runner.run(command);
      verify?.(run, round);
      all.get(name)?.push(run);
      say(`${name} ${round === 0 ? "warm-up" : `${round}/${rounds}`}: ${run.seconds.toFixed(3)} s`);
    }
  }
  return new Map([...all].map(([name, runs]) => [name, seriesOf(runs)]));
}

function seriesOf([first, ...runs]: readonly Run[]): Series {
  if (first === undefined) throw new RangeError("no warm-up, so there is no series");
  const peaks = runs.flatMap(({ peakBytes }) => peakBytes ?? []);
  return {
    first,
    runs,
    seconds: spreadOf(runs.map(({ seconds }) => seconds)),
    peakBytes: peaks.length === 0 ? undefined : spreadOf(peaks).median,
  };
}
