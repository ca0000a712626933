import { FAIRLEAD } from "../base/fairlead.ts";
import { UserError } from "../base/user-error.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { gitWords } from "./git-words.ts";
import { lockedReleases, lockedStacks } from "./locked-releases.ts";
import type { GeneratedTree, Workspace } from "./workspace.ts";

/**
 * Returns a function that lists the releases that the locks on disk name at that moment. It reads the locks again only if they changed.
 * @throws UserError REFUSED if the disk has no lock, or lacks one that the last commit has; INVALID_SPEC
 */
export async function namedByLocks(workspace: Workspace): Promise<() => ReadonlySet<string>> {
  const { tree } = workspace;
  const committed = await committedLocks(workspace);
  let state: string | undefined;
  let named: ReadonlySet<string> = new Set();
  const look = (): ReadonlySet<string> => {
    const now = stateOf(tree);
    if (now === state) return named;
    requireLocks(workspace, committed);
    named = new Set(lockedReleases(tree).map(({ release }) => release));
    state = now;
    return named;
  };
  look();
  return look;
}

const stateOf = (tree: GeneratedTree): string => JSON.stringify([...tree.snapshot(tree.directories().map(lockPath))]);

/** Lists the stacks whose locks the last commit has. */
async function committedLocks(workspace: Workspace): Promise<readonly string[]> {
  if ((await workspace.history.state()) !== "whole") return [];
  const { ids } = await workspace.treeNamed(workspace.root, "HEAD");
  return [...ids.keys()].flatMap((path) => {
    const [stack = ""] = path.split("/");
    return lockPath(stack) === path ? [stack] : [];
  });
}

function requireLocks(workspace: Workspace, committed: readonly string[]): void {
  const found = lockedStacks(workspace.tree);
  const lost = committed.filter((stack) => !found.includes(stack));
  if (found.length > 0 && lost.length === 0) return;
  const [first] = lost;
  const what =
    first === undefined
      ? `${GENERATED_ROOT}/ has no lock`
      : `the last commit has ${GENERATED_ROOT}/${lockPath(first)} and the disk does not`;
  throw new UserError("REFUSED", `${what}, so the releases that stacks run are unknown; nothing is pruned`, {
    hint: first === undefined ? `${FAIRLEAD} up` : `${gitWords(workspace)} checkout HEAD -- ${GENERATED_ROOT}/${lockPath(first)}`,
  });
}
