import { GENERATED_ROOT } from "../../../render/layout.ts";
import { streamGit } from "../stream-git.ts";
import { COMMIT_FORMAT, CONTEXT_LINES, LockPatchReader } from "./lock-patch.ts";
import type { LockStep } from "./lock-step.ts";

/** Options that take a patch's form from no setting and no attribute of the repository. */
const PATCH = [
  "--patch",
  `--unified=${CONTEXT_LINES}`,
  "--inter-hunk-context=0",
  "--text",
  "--no-renames",
  "--no-ext-diff",
  "--no-textconv",
  "--src-prefix=a/",
  "--dst-prefix=b/",
  "--relative",
];

/**
 * Yields the changes of lock entries, newest commit first. It follows first parents: the order in which the branch had the changes.
 * @param range revisions and limits for `git log`, such as `HEAD`
 * @throws UserError GIT
 */
export async function* lockSteps(root: string, ...range: readonly string[]): AsyncGenerator<LockStep> {
  const log = ["log", "--first-parent", "--diff-merges=first-parent", ...PATCH, `--format=${COMMIT_FORMAT}`];
  const reader = new LockPatchReader();
  const places = ["--", `:(glob)${GENERATED_ROOT}/*/versions.yaml`];
  for await (const lines of streamGit(root, [...log, ...range, ...places])) {
    for (const line of lines) yield* reader.read(line);
  }
}

/** Lists the changes of lock entries since a time, newest first. @param since RFC 3339, UTC. @throws UserError GIT */
export async function lockStepsSince(root: string, since: string): Promise<readonly LockStep[]> {
  const steps: LockStep[] = [];
  for await (const step of lockSteps(root, `--since=${since}`, "HEAD")) steps.push(step);
  return steps;
}
