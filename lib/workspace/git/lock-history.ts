import { type HistoryQuestion, HistoryWalk, type PairHistory } from "../../resolve/history.ts";
import type { Lock, LockEntry } from "../../resolve/lock.ts";
import { lockCommits } from "./lock-commits.ts";
import { LockVersions } from "./lock-versions.ts";

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
  root: string,
  questions: readonly HistoryQuestion[],
  locks: ReadonlyMap<string, Lock>,
): Promise<ReadonlyMap<string, PairHistory>> {
  const answers = new Map<string, PairHistory>();
  if (questions.length === 0) return answers;
  const commits = await lockCommits(root, [...new Set(questions.flatMap(({ stack, formerStacks }) => [stack, ...formerStacks]))]);
  const head = commits[0]?.commit;
  if (head === undefined) return answers;
  const versions = new LockVersions(root, questions);
  versions.load([head], questions);
  const entryAt = ({ stack, service }: HistoryQuestion, commit: string): LockEntry | undefined => versions.entry(commit, stack, service);
  let open: readonly Asked[] = questions.map((question) => {
    const locked = locks.get(question.stack)?.get(question.service);
    return { question, walk: new HistoryWalk(locked, { id: head, entry: entryAt(question, head) }, question.limit) };
  });
  const asked = open;
  for (let from = 0, size = FIRST_CHUNK; from < commits.length; from += size, size = Math.min(2 * size, MAX_CHUNK)) {
    open = open.filter(({ walk }) => !walk.isDone);
    if (open.length === 0) break;
    const chunk = commits.slice(from, from + size);
    const wanted = new Set(chunk.flatMap(({ commit, parents }) => [commit, ...parents]));
    versions.load(
      [...wanted],
      open.map(({ question }) => question),
    );
    for (const step of chunk) for (const { question, walk } of open) walk.visit(step.commit, step, (commit) => entryAt(question, commit));
  }
  for (const { question, walk } of asked) answers.set(`${question.stack}/${question.service}`, walk.result);
  return answers;
}
