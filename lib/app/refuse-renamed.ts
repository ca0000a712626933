import type { Problem } from "../base/problem.ts";
import { UserError } from "../base/user-error.ts";
import type { StackVersions } from "../resolve/gate.ts";
import type { HistoryQuestion, PairHistory } from "../resolve/history.ts";
import type { Lock } from "../resolve/lock.ts";

interface Renames {
  readonly stacks: readonly StackVersions[];
  readonly locks: ReadonlyMap<string, Lock>;
  readonly read: (questions: readonly HistoryQuestion[]) => Promise<ReadonlyMap<string, PairHistory>>;
  /** Returns the spec's file of a stack. */
  readonly fileOf: (stack: string) => string;
}

/**
 * Refuses a stack that holds rollbacks and goes while another one comes. A renamed stack must say so.
 * @throws UserError REFUSED
 */
export async function refuseRenamed({ stacks, locks, read, fileOf }: Renames): Promise<void> {
  const taken = new Set(stacks.flatMap(({ name, movedFrom }) => [name, ...movedFrom]));
  const gone = [...locks].filter(([stack, lock]) => !taken.has(stack) && lock.size > 0);
  const fresh = stacks.filter(({ name, movedFrom }) => movedFrom.length === 0 && (locks.get(name)?.size ?? 0) === 0);
  if (gone.length === 0 || fresh.length === 0) return;
  const histories = await read(
    gone.flatMap(([stack, lock]) => [...lock.keys()].map((service) => ({ stack, service, formerStacks: [], limit: LIMIT }))),
  );
  const holding = gone.filter(([stack, lock]) =>
    [...lock].some(([service, { hold }]) => hold !== undefined || (histories.get(`${stack}/${service}`)?.takenOff.length ?? 0) > 0),
  );
  if (holding.length === 0) return;
  const names = holding.map(([stack]) => stack);
  const problems = fresh.map(({ name }): Problem => ({
    file: fileOf(name),
    path: "movedFrom",
    message: `${name} is new, and ${names.join(", ")} goes with its rollbacks`,
    hint: `if it is renamed: movedFrom: "${names[0] ?? ""}"; if not, remove the old stack in a separate commit`,
  }));
  throw new UserError("REFUSED", "a stack that holds rollbacks goes while another one comes; nothing was written", { problems });
}

/** The commits of a lock that are searched for a rollback without a hold. */
const LIMIT = 100;
