import { isReservedEntry } from "../../../model/reserved-entries.ts";
import type { BranchCommit } from "../branch-log.ts";
import type { LockLog } from "../lock-log.ts";
import type { LockStep } from "./lock-step.ts";

/** Reads the changes of lock entries by commits, in their order. A reserved entry has no deploys. @throws UserError GIT */
export async function lockSteps({ differences }: LockLog, commits: readonly BranchCommit[]): Promise<readonly LockStep[]> {
  await differences.load(commits.flatMap(({ locks }) => locks));
  return commits.flatMap(({ locks, id, at, author, subject }) => {
    const commit = { id, at, author, subject };
    return locks.flatMap((lock) =>
      [...differences.between(lock)].flatMap(([service, entries]) =>
        isReservedEntry(service) ? [] : [{ stack: lock.stack, service, commit, ...entries }],
      ),
    );
  });
}

/** Lists the changes of lock entries since a time, newest first. @param since RFC 3339, UTC. @throws UserError GIT */
export async function lockStepsSince(log: LockLog, since: string): Promise<readonly LockStep[]> {
  const steps: LockStep[] = [];
  for await (const commits of (await log.branch()).commitsSince(since)) {
    const newer = commits.filter(({ time }) => time >= Date.parse(since));
    for (const step of await lockSteps(log, newer)) steps.push(step);
  }
  return steps;
}
