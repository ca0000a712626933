import type { Change } from "../../resolve/history.ts";
import { GENERATED_ROOT, lockPath } from "../../render/layout.ts";
import { type ChangedLock, changedLocks, RAW } from "./changed-locks.ts";
import { oneLine } from "./one-line.ts";
import { git } from "./repository.ts";

/** A commit that changed a lock, or a merge. Its parents are the nearest such ancestors. */
export interface LockCommit {
  readonly change: Change & { readonly commit: string };
  readonly parents: readonly string[];
  /** The locks that differ from the first parent. */
  readonly locks: readonly ChangedLock[];
}

/** Returns the path of a stack's lock, relative to the project. */
export const lockFile = (stack: string): string => `${GENERATED_ROOT}/${lockPath(stack)}`;

/** Returns a name or a subject for a lock, which takes no empty one. */
const named = (text: string): string => oneLine(text) || "unknown";

/** Lists the commits that changed one of the locks, and merges between them, over all parents. Each commit comes before its parents. */
export async function lockCommits(root: string, stacks: readonly string[]): Promise<readonly LockCommit[]> {
  const listing = await git(
    root,
    "log",
    "--topo-order",
    "--full-history",
    "--parents",
    "--diff-merges=first-parent",
    ...RAW,
    "--format=%x01%H%x02%P%x02%aN%x02%s%x02",
    "HEAD",
    "--",
    ...stacks.map(lockFile),
  );
  return listing
    .split("\u0001")
    .slice(1)
    .map((text) => {
      const [commit = "", parents = "", author = "", subject = "", changes = ""] = text.split("\u0002");
      return {
        change: { commit, author: named(author), subject: named(subject) },
        parents: parents.split(" ").filter((id) => id !== ""),
        locks: changedLocks(changes),
      };
    });
}
