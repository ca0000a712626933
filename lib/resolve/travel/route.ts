import type { Pipeline, Stage } from "../../model/pipeline/pipeline.ts";
import type { StackVersions } from "../gate.ts";

/** A wave of a pipeline. */
export interface Wave {
  /** The name of its stage. */
  readonly stage: string;
  /** Its place for people, which no other wave has: `the stage staging`, `wave 1 of prod`. */
  readonly place: string;
  readonly stacks: readonly string[];
  /** Milliseconds. */
  readonly soakMs: number;
  /** The checks of its health. */
  readonly health: Stage["health"];
  /** True if a failed check takes the releases back that soak. */
  readonly rollsBack: boolean;
}

/** Lists the waves of a pipeline in order. */
export const wavesOf = ({ stages }: Pipeline): readonly Wave[] =>
  stages.flatMap(({ name, waves, ...stage }) =>
    waves.map((stacks, at) => ({
      ...stage,
      stage: name,
      place: waves.length === 1 ? `the stage ${name}` : `wave ${at + 1} of ${name}`,
      stacks,
    })),
  );

/**
 * Returns the nearest wave before a stack that runs a service, with only the stacks that run it. Undefined if the stack is in the first such
 * wave, or in none.
 */
export function waveBefore(waves: readonly Wave[], stack: string, runs: (stack: string) => boolean): Wave | undefined {
  const at = waves.findIndex(({ stacks }) => stacks.includes(stack));
  const earlier = waves.slice(0, Math.max(at, 0)).map((wave) => ({ ...wave, stacks: wave.stacks.filter(runs) }));
  return earlier.findLast(({ stacks }) => stacks.length > 0);
}

/** Sorts stacks by their waves. Stacks without a wave come last. */
export function inWaves(stacks: readonly StackVersions[], waves: readonly Wave[]): readonly StackVersions[] {
  const place = new Map(waves.flatMap((wave, at) => wave.stacks.map((name) => [name, at] as const)));
  return stacks.toSorted((a, b) => (place.get(a.name) ?? waves.length) - (place.get(b.name) ?? waves.length));
}
