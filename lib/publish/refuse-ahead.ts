import { count, quoted } from "../base/text.ts";
import { UserError } from "../base/user-error.ts";
import type { GitClient } from "./git-client.ts";
import type { Target } from "./target.ts";

/** The tip of the branch that a run publishes to. */
interface Tip extends Target {
  readonly root: string;
  readonly words: string;
  readonly commit: string;
}

/**
 * Refuses if HEAD has commits that the remote lacks: the run would render without them. Another branch than the present one may differ.
 * @throws UserError REFUSED
 */
export async function refuseAhead(git: GitClient, { root, words, remote, branch, commit }: Tip): Promise<void> {
  const current = (await git("branch", "--show-current")).stdout.trim();
  if (current !== "" && current !== branch) return;
  const ahead = Number((await git("rev-list", "--count", "HEAD", "--not", commit)).stdout.trim());
  if (ahead === 0) return;
  throw new UserError(
    "REFUSED",
    `HEAD has ${count(ahead, "commit")} that ${remote}/${branch} lacks, and publish renders what the remote has`,
    {
      path: root,
      hint: `${words} push ${quoted(remote)} HEAD:refs/heads/${quoted(branch)}`,
    },
  );
}
