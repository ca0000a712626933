import fc from "fast-check";
import { expect, it } from "vitest";
import { histories, historyRepository, type RandomCommit, SERVICES, STACKS, timeOf } from "../../../test/random-history.ts";
import { timeText } from "../../base/times.ts";
import { HistoryWalk } from "../../resolve/history.ts";
import type { Lock, LockEntry } from "../../resolve/lock.ts";
import { isSamePair } from "../../resolve/travel/cases-in-travel.ts";
import { lockStepsSince } from "./deploys/lock-steps.ts";
import { lockCommits } from "./lock-commits.ts";
import { readLockHistory } from "./lock-history.ts";
import { LockLog } from "./lock-log.ts";
import { pairTimes } from "./pair-times.ts";

const PAIRS = STACKS.flatMap((stack) => SERVICES.map((service) => ({ stack, service, formerStacks: [] })));

/** Returns the entry of a pair at a commit, from the lock as a whole. */
const entryAt = (commit: RandomCommit | undefined, { stack, service }: { stack: string; service: string }): LockEntry | undefined =>
  commit?.locks.get(stack)?.get(service);

/** Lists the numbers of the commits along first parents, newest first. */
function branchOf(history: readonly RandomCommit[]): readonly number[] {
  const branch: number[] = [];
  for (let at: number | undefined = history.length - 1; at !== undefined; at = history[at]?.parents[0]) branch.push(at);
  return branch;
}

it("walks each pair as if it read every lock of every commit", async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), async (history, seed) => {
      const root = historyRepository(history);
      const locks: ReadonlyMap<string, Lock> = history[history.length - 1 - (seed % Math.min(history.length, 3))]?.locks ?? new Map();
      const found = await readLockHistory(new LockLog(root), PAIRS, locks);
      const commits = await lockCommits(root, STACKS);
      const numbers = new Map(commits.map(({ change }) => [change.commit, Number(change.subject)]));
      const head = commits[0];
      if (head === undefined) return;
      for (const pair of PAIRS) {
        const at = (id: string): LockEntry | undefined => entryAt(history[numbers.get(id) ?? -1], pair);
        const walk = new HistoryWalk(locks.get(pair.stack)?.get(pair.service));
        const reached = new Set(walk.begin(at(head.change.commit)) ? [head.change.commit] : []);
        for (const { change, parents } of commits) {
          if (!reached.delete(change.commit)) continue;
          for (const parent of parents) if (walk.step(at(change.commit), at(parent), change)) reached.add(parent);
          if (walk.isOver) reached.clear();
        }
        expect(found.get(`${pair.stack}/${pair.service}`)).toEqual(walk.result);
      }
    }),
    { numRuns: 60 },
  );
});

it("finds the steps of the branch as if it read every lock", async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat({ max: 14 }), async (history, since) => {
      const root = historyRepository(history);
      const steps = await lockStepsSince(new LockLog(root), timeText(timeOf(since)));
      const expected = branchOf(history).flatMap((number) =>
        PAIRS.flatMap((pair) => {
          const commit = history[number];
          const [from, to] = [entryAt(history[commit?.parents[0] ?? -1], pair), entryAt(commit, pair)];
          const isChange = number >= since && JSON.stringify(from) !== JSON.stringify(to);
          return isChange ? [{ stack: pair.stack, service: pair.service, commit: number, from, to }] : [];
        }),
      );
      const found = steps.map((step) => ({ ...step, commit: Number(step.commit.subject) }));
      const order = (step: (typeof found)[number]): string => `${200 - step.commit} ${step.stack} ${step.service}`;
      expect(found.toSorted((a, b) => (order(a) < order(b) ? -1 : 1))).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

it("finds since when each pair runs as if it read every lock", async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      const root = historyRepository(history);
      const locks: ReadonlyMap<string, Lock> = history.at(-1)?.locks ?? new Map();
      const services = new Map([...locks].map(([stack, lock]) => [stack, [...lock.keys()]]));
      const times = await pairTimes(new LockLog(root), { locks, services, notBefore: timeText(0) });
      const branch = branchOf(history);
      for (const pair of PAIRS) {
        const running = entryAt(history.at(-1), pair);
        const brought = branch.find((number) => !isSamePair(entryAt(history[history[number]?.parents[0] ?? -1], pair), running));
        expect(times.get(`${pair.stack}/${pair.service}`)).toBe(running === undefined ? undefined : timeText(timeOf(brought ?? 0)));
      }
    }),
    { numRuns: 40 },
  );
});
