/** What several runs of the same thing came to. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  /** In the order in which they ran. */
  readonly runs: readonly number[];
}

/** The middle one, or the mean of the middle two. @throws RangeError where there is nothing to take a median of */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError("no runs, so there is no median");
  return (upper + lower) / 2;
}

export const spreadOf = (runs: readonly number[]): Spread => ({
  median: median(runs),
  least: Math.min(...runs),
  most: Math.max(...runs),
  runs,
});
