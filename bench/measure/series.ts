import { settle } from "./disk.ts";
import type { Command, Run, Runner } from "./run.ts";
import { type Spread, spreadOf } from "./statistics.ts";

/** A command that is run several times. */
export interface Contender {
  readonly name: string;
  readonly command: Command;
  /** Runs before each run and is not measured. `round` is 0 for the warm-up. */
  readonly prepare?: (round: number) => void | Promise<void>;
  /** Runs after each run and is not measured. Throws if the run did not do its work. */
  readonly verify?: (run: Run, round: number) => void;
}

/** All runs of one contender. */
export interface Series {
  /** The warm-up. That of the first contender starts with an empty compile cache of Node. */
  readonly first: Run;
  readonly runs: readonly Run[];
  readonly seconds: Spread;
  /** Median of the runs' peaks. */
  readonly peakBytes: number | undefined;
}

/** Runs the contenders in alternation, so that a change of the machine's speed affects all. The first round warms up. */
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
