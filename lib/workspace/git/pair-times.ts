import type { Lock } from "../../resolve/lock.ts";
import { isSamePair } from "../../resolve/travel/cases-in-travel.ts";
import { locksAt } from "./locks-at.ts";
import type { LockLog } from "./lock-log.ts";
import { timeText } from "../../base/times.ts";

/** Asks since when stacks run their pairs. */
export interface SinceQuestion {
  /** Stack -> the lock on disk. */
  readonly locks: ReadonlyMap<string, Lock>;
  /** Stack -> services. */
  readonly services: ReadonlyMap<string, readonly string[]>;
  /** Pairs that are older than this time are old enough. RFC 3339. */
  readonly notBefore: string;
}

/**
 * Finds the commit that brought the pair of each lock entry to the branch, along the first parents of HEAD. A pair of a lock that is not
 * committed has no time. Pairs without a commit in the time that was searched are older.
 * @returns `<stack>/<service>` -> the committer time. RFC 3339, UTC
 */
export async function pairTimes(log: LockLog, { locks, services, notBefore }: SinceQuestion): Promise<ReadonlyMap<string, string>> {
  const branch = await log.branch();
  const times = new Map<string, string>();
  // Stack -> the services whose commit is not found yet.
  const open = new Map<string, Set<string>>();
  const committed = locksAt(
    log.root,
    branch.head,
    [...services].map(([stack, names]) => ({ stack, formerStacks: [], services: names })),
  );
  for (const [stack, names] of services) {
    const same = names.filter((name) => isSamePair(committed.get(stack)?.get(name), locks.get(stack)?.get(name)));
    open.set(stack, new Set(same));
    for (const name of same) times.set(`${stack}/${name}`, timeText(0));
  }
  for await (const commits of branch.commitsSince(notBefore)) {
    const relevant = commits.map((commit) => ({ ...commit, locks: commit.locks.filter(({ stack }) => (open.get(stack)?.size ?? 0) > 0) }));
    await log.differences.load(relevant.flatMap((commit) => commit.locks));
    for (const commit of relevant) {
      for (const lock of commit.locks) {
        for (const [name, { from }] of log.differences.between(lock)) {
          if (isSamePair(from, locks.get(lock.stack)?.get(name)) || open.get(lock.stack)?.delete(name) !== true) continue;
          times.set(`${lock.stack}/${name}`, commit.at);
        }
      }
    }
    if ([...open.values()].every((names) => names.size === 0)) break;
  }
  return times;
}
