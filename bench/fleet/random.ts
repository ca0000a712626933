/** Returns the next number of a sequence, at least 0 and less than 1. */
export type Random = () => number;

/** Makes a sequence that depends only on the seeds. Source: mulberry32. */
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

/** Returns an integer from `minimum` to `maximum`, both included. */
export const between = (random: Random, minimum: number, maximum: number): number =>
  minimum + Math.floor(random() * (maximum - minimum + 1));

export function pick<T>(random: Random, [first, ...more]: readonly [T, ...T[]]): T {
  return more[between(random, 0, more.length) - 1] ?? first;
}

/** Returns random hex digits. */
export function hex(random: Random, digits: number): string {
  let text = "";
  while (text.length < digits)
    text += Math.floor(random() * 0x10000)
      .toString(16)
      .padStart(4, "0");
  return text.slice(0, digits);
}
