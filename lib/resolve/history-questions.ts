import { type CaseWithoutHistory, isMove } from "./case.ts";
import { casesOf, type CasesInput } from "./cases.ts";
import type { HistoryQuestion } from "./history.ts";
import { isSameVersion } from "./lock.ts";

/** The place of the datastore. A revert takes the channels back, too, if the repository holds them. */
export type DatastorePlace = "repository" | "elsewhere";

/** The commits of a stack's lock that are searched for a revert that took the channel back, too. The rest is read once a release moves. */
const LIMIT = 100;

/** Lists what git history must answer before the fleet can be resolved. */
export const historyQuestions = (input: CasesInput, datastore: DatastorePlace): readonly HistoryQuestion[] =>
  input.stacks.flatMap((stack) =>
    casesOf(stack, input)
      .map((given) => ({ given, travels: mayTravel(given, input) }))
      .filter(({ given, travels }) => travels || needsHistory(given, datastore, input.resume))
      .map(({ given, travels }) => ({
        stack: given.stack,
        service: given.service,
        formerStacks: stack.movedFrom,
        limit: travels || isMove(given) ? undefined : LIMIT,
      })),
  );

/** True if the pair may take a configuration, or the release of another stack. */
function mayTravel({ stack, service, locked }: CaseWithoutHistory, { travel, locks }: CasesInput): boolean {
  if (travel === undefined || locked === undefined) return false;
  const others = [...locks.values()].flatMap((lock) => lock.get(service) ?? []);
  return locked.config !== travel.configs.get(stack)?.get(service) || others.some((entry) => !isSameVersion(entry, locked));
}

/** True if git history can change the decision. A revert may have taken the channel back, or the release would move. */
export const needsHistory = (given: CaseWithoutHistory, datastore: DatastorePlace, resume: ReadonlySet<string> = new Set()): boolean =>
  given.candidate !== undefined &&
  given.broken === undefined &&
  (datastore === "repository" || resume.has(`${given.stack}/${given.service}`) || isMove(given));
