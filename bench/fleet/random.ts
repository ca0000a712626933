/** The next number of a sequence, from 0 up to but not 1. */
export type Random = () => number;

/** A sequence that is the same on every machine for the same seeds (mulberry32). */
export function seeded(...seeds: readonly number[]): Random {
  let state = 0x9e3779b9;
  for (const seed of seeds) state = scramble((state ^ seed) + 0x6d2b79f5);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    return scramble(state) / 2 ** 32;
  };
}

function scramble(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 15), value | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return (mixed ^ (mixed >>> 14)) >>> 0;
}

/** A whole number from `least` to `most`, both included. */
export const between = (random: Random, least: number, most: number): number => least + Math.floor(random() * (most - least + 1));

export function pick<T>(random: Random, [first, ...more]: readonly [T, ...T[]]): T {
  return more[between(random, 0, more.length) - 1] ?? first;
}

/** As many random hex digits. */
export function hex(random: Random, digits: number): string {
  let text = "";
  while (text.length < digits)
    text += Math.floor(random() * 0x10000)
      .toString(16)
      .padStart(4, "0");
  return text.slice(0, digits);
}
