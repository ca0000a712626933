import type { LockedRelease } from "../releases/verify.ts";
import { readLocks } from "./read-lock.ts";
import type { GeneratedTree } from "./workspace.ts";

/**
 * Lists the releases that the locks on disk name, those of holds and of undeclared stacks included.
 * @throws UserError INVALID_SPEC if a lock cannot be read
 */
export const lockedReleases = (tree: GeneratedTree): readonly LockedRelease[] =>
  [...readLocks(tree, tree.directories())].flatMap(([stack, lock]) =>
    [...lock].flatMap(([service, { release, hold }]) =>
      [release, hold?.release].flatMap((id) => (id === undefined ? [] : [{ stack, service, release: id }])),
    ),
  );
