/** A reason why a wave is not healthy. */
export interface Unhealthy {
  /** `failed`: a check measured it. `unknown`: a check has no result, which proves nothing. */
  readonly state: "failed" | "unknown";
  /** One line that names the check, the value and the expected one. */
  readonly reason: string;
  /** The only pair that it is about. @default every pair of the wave */
  readonly pair?: string;
}

/** Finds the first reason that concerns a pair. A failed check comes before one without a result. */
export function unhealthyFor(reasons: readonly Unhealthy[], pair: string): Unhealthy | undefined {
  const own = reasons.filter((each) => each.pair === undefined || each.pair === pair);
  return own.find(({ state }) => state === "failed") ?? own[0];
}
