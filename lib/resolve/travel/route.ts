import type { Pipeline } from "../../model/pipeline/pipeline.ts";
import type { StackVersions } from "../gate.ts";

/** A wave of a pipeline. */
export interface Wave {
  /** The name of its stage. */
  readonly stage: string;
  readonly stacks: readonly string[];
  /** Milliseconds. */
  readonly soakMs: number;
}

/** Lists the waves of a pipeline in order. */
export const wavesOf = ({ stages }: Pipeline): readonly Wave[] =>
  stages.flatMap(({ name, waves, soakMs }) => waves.map((stacks) => ({ stage: name, stacks, soakMs })));

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
