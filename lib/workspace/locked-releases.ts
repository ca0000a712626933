import type { LockedRelease } from "../releases/verify.ts";
import { lockPath } from "../render/layout.ts";
import { readLocks } from "./read-lock.ts";
import type { GeneratedTree } from "./workspace.ts";

/**
 * Lists the releases that the locks on disk name, those of holds and of undeclared stacks included.
 * @throws UserError INVALID_SPEC if a lock cannot be read
 */
export const lockedReleases = (tree: GeneratedTree): readonly LockedRelease[] =>
  [...readLocks(tree, lockedStacks(tree))].flatMap(([stack, lock]) =>
    [...lock].flatMap(([name, { release, hold, service = name }]) =>
      [release, hold?.release].flatMap((id) => (id === undefined ? [] : [{ stack, service, release: id }])),
    ),
  );

/** Lists the stacks that have a lock, also those that no spec declares any more. */
export const lockedStacks = (tree: GeneratedTree): readonly string[] =>
  tree.directories().filter((directory) => tree.read(lockPath(directory)) !== undefined);
