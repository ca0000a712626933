import { lockPath } from "../render/layout.ts";
import { formatLock } from "../render/versions.ts";
import type { Lock } from "../resolve/lock.ts";
import { readLocks } from "./read-lock.ts";
import type { GeneratedTree } from "./workspace.ts";

/**
 * Changes the locks of stacks, each in one step.
 * @returns a function that undoes the change
 * @throws UserError INVALID_SPEC before anything is written
 */
export function changeLocks(tree: GeneratedTree, stacks: readonly string[], change: (lock: Lock, stack: string) => Lock): () => void {
  const undo = [...readLocks(tree, stacks)].map(([stack, lock]) => {
    const path = lockPath(stack);
    const before = tree.read(path);
    tree.replace(path, formatLock(change(lock, stack)));
    return () => tree.replace(path, before);
  });
  return () => undo.forEach((step) => step());
}
