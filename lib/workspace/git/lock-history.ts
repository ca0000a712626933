import { type HistoryQuestion, HistoryWalk, type PairHistory } from "../../resolve/history.ts";
import type { Lock } from "../../resolve/lock.ts";
import { lockCommits } from "./lock-commits.ts";
import type { LockLog } from "./lock-log.ts";
import { LockStates } from "./lock-states.ts";
import { locksAt } from "./locks-at.ts";
import { WalkGroup } from "./walk-group.ts";

/** The number of commits that are read at once, at first. The newest few answer most questions; then the number doubles. */
const FIRST_CHUNK = 16;
const MAX_CHUNK = 512;

interface Asked {
  readonly question: HistoryQuestion;
  readonly walk: HistoryWalk;
}

/**
 * Reads the history of pairs from the checkout back, over all parents, as far as it matters. The step from the last commit to the working
 * tree is the newest one. The history must be `whole`.
 * @returns `<stack>/<service>` -> its history
 */
export async function readLockHistory(
  { root, differences }: LockLog,
  questions: readonly HistoryQuestion[],
  locks: ReadonlyMap<string, Lock>,
): Promise<ReadonlyMap<string, PairHistory>> {
  if (questions.length === 0) return new Map();
  const names = new Map(questions.map(({ stack, formerStacks }) => [stack, [stack, ...formerStacks]]));
  const commits = await lockCommits(root, [...new Set([...names.values()].flat())]);
  const newest = commits[0]?.change.commit;
  if (newest === undefined) return new Map();
  const walks = questions.map((question) => ({ question, walk: new HistoryWalk(locks.get(question.stack)?.get(question.service)) }));
  let open = firstGroups(root, newest, walks);
  const states = new LockStates(root, newest, names);
  for (let from = 0, size = FIRST_CHUNK; from < commits.length && open.length > 0; from += size, size = Math.min(2 * size, MAX_CHUNK)) {
    const steps = states.take(commits.slice(from, from + size));
    const stacks = new Set(open.map(({ stack }) => stack));
    await differences.load(steps.flatMap(({ changed }) => [...changed].flatMap(([stack, all]) => (stacks.has(stack) ? all : []))));
    for (const step of steps) open = open.flatMap((group) => group.visit(step, differences));
    open = open.filter((group) => !group.isDone);
  }
  return new Map(walks.map(({ question: { stack, service }, walk }) => [`${stack}/${service}`, walk.result]));
}

/** Takes the step from a commit to the checkout. Returns the walks that go on: those of one stack and limit are a group. */
function firstGroups(root: string, commit: string, walks: readonly Asked[]): readonly WalkGroup[] {
  const stacks = [...Map.groupBy(walks, ({ question }) => question.stack)].map(([stack, asked]) => ({
    stack,
    formerStacks: asked[0]?.question.formerStacks ?? [],
    services: asked.map(({ question }) => question.service),
  }));
  const committed = locksAt(root, commit, stacks);
  const going = walks.filter(({ question: { stack, service }, walk }) => walk.begin(committed.get(stack)?.get(service)));
  const groups = Map.groupBy(going, ({ question: { stack, limit } }) => `${stack} ${limit}`);
  return [...groups.values()].flatMap((asked) =>
    asked.slice(0, 1).map(({ question: { stack, limit = Infinity } }) => {
      const members = new Map(asked.map(({ question: { service }, walk }) => [service, walk]));
      return new WalkGroup(stack, members, [commit], limit);
    }),
  );
}
