/** The values of several runs. */
export interface Spread {
  readonly median: number;
  readonly minimum: number;
  readonly maximum: number;
  /** The values in the order of the runs. */
  readonly runs: readonly number[];
}

/** Returns the middle value, or the mean of the middle two. @throws RangeError if the list is empty */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  if (upper === undefined || lower === undefined) throw new RangeError("no runs, so there is no median");
  return (upper + lower) / 2;
}

export const spreadOf = (runs: readonly number[]): Spread => ({
  median: median(runs),
  minimum: Math.min(...runs),
  maximum: Math.max(...runs),
  runs,
});
