import { type CaseWithoutHistory, isMove } from "./case.ts";
import { casesOf, type CasesInput } from "./cases.ts";
import type { HistoryQuestion } from "./history.ts";

/** The place of the datastore. A revert takes the channels back, too, if the repository holds them. */
export type DatastorePlace = "repository" | "elsewhere";

/** Clocks of CI machines and people differ. No release is younger than this by mistake. */
const SKEW_MS = 7 * 24 * 60 * 60 * 1000;

/** Lists the moves that git history must give before the fleet can be resolved. */
export const historyQuestions = (input: CasesInput, datastore: DatastorePlace): readonly HistoryQuestion[] =>
  input.stacks
    .flatMap((stack) => casesOf(stack, input))
    .filter((given) => needsHistory(given, datastore))
    .map((given) => ({ stack: given.stack, service: given.service, since: oldestUseful(given) }));

/** True if git history can change the decision. A revert may have taken the channel back, or the release would move. */
export const needsHistory = (given: CaseWithoutHistory, datastore: DatastorePlace): boolean =>
  given.locked !== undefined &&
  given.candidate !== undefined &&
  given.broken === undefined &&
  (datastore === "repository" || isMove(given));

/** Returns the time from which moves matter: a rollback cannot happen before the channel names the release. */
function oldestUseful({ tier, locked, candidate }: CaseWithoutHistory): number | undefined {
  // On prod the rollback of an earlier release counts, too.
  if (candidate === undefined || (tier === "prod" && locked?.release !== candidate.pointer.previous)) return undefined;
  return Date.parse(candidate.pointer.movedAt) - SKEW_MS;
}
