import type { Problem } from "../base/problem.ts";
import { UserError } from "../base/user-error.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import type { PairHistory } from "../resolve/history.ts";
import { gitWords } from "../workspace/git-words.ts";
import type { Workspace } from "../workspace/workspace.ts";

/**
 * Refuses entries that the last commit has and the disk lacks: they are lost, not new. A sparse checkout and `rm` do so.
 * @throws UserError REFUSED with every lock that lacks entries
 */
export function refuseLost(histories: ReadonlyMap<string, PairHistory>, workspace: Workspace): void {
  const git = gitWords(workspace);
  const lost = Map.groupBy(
    [...histories].flatMap(([pair, { lost: found }]) => (found !== undefined && found.by.commit === undefined ? [pair.split("/")] : [])),
    ([stack = ""]) => stack,
  );
  if (lost.size === 0) return;
  const problems = [...lost].map(([stack, pairs]): Problem => {
    const file = `${GENERATED_ROOT}/${lockPath(stack)}`;
    const [[, first = ""] = []] = pairs;
    const what = pairs.length === 1 ? `the entry of ${first}` : `${pairs.length} entries, such as ${first},`;
    return { file, path: "", message: `the last commit has ${what} and the disk does not`, hint: `${git} checkout HEAD -- ${file}` };
  });
  throw new UserError("REFUSED", "entries of locks are lost, and with them the rollbacks that they hold; nothing was written", {
    problems,
    hint: `in a sparse checkout first: ${git} sparse-checkout add pulumi-gen`,
  });
}
