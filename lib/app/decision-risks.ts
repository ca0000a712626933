import type { Risk } from "../diff/risks/risk.ts";
import { lockRisks } from "../diff/risks/lock-risks.ts";
import type { Decision } from "../resolve/decision.ts";

/** The part of a result that has the risks of its decisions. */
export interface WithRisks {
  /** The risks of lock entries that change. Absent if there are none. */
  readonly risks?: readonly Risk[];
}

/** Returns the risks of decisions that change a lock entry. The spec of a new entry names its image, so it has none. */
export function decisionRisks(decisions: readonly Decision[]): WithRisks {
  const risks = decisions.flatMap(({ stack, service, from: before, to: after, isReserved }) =>
    isReserved === true || before === undefined || before === after ? [] : lockRisks({ stack, service, before, after }),
  );
  return risks.length === 0 ? {} : { risks };
}
