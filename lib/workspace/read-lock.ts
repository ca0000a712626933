import { relative } from "node:path";
import { UserError } from "../base/user-error.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { parseLock, type ParsedLock } from "../render/parse-lock.ts";
import type { Lock } from "../resolve/lock.ts";
import { invalidSpec } from "./invalid-spec.ts";
import type { GeneratedTree } from "./workspace.ts";

/** Reads the lock of a stack. A missing lock is empty. */
export function readLock(tree: GeneratedTree, stack: string): ParsedLock {
  const file = `${GENERATED_ROOT}/${lockPath(stack)}`;
  try {
    const text = tree.read(lockPath(stack));
    return text === undefined ? { lock: new Map(), problems: [] } : parseLock(text, file);
  } catch (error) {
    if (!(error instanceof UserError) || error.path === tree.directory) throw error;
    // The culprit is the lock or a directory above it.
    const { path = "" } = error;
    const culprit = path === "" ? file : `${GENERATED_ROOT}/${relative(tree.directory, path)}`;
    const message = error.message.slice(path.length).trim();
    return { lock: new Map(), problems: [{ file: culprit, path: "", message, hint: `mv ${culprit} ${culprit}.old` }] };
  }
}

/** Reads the locks of stacks. @throws UserError INVALID_SPEC with the problems of all locks */
export function readLocks(tree: GeneratedTree, stacks: readonly string[]): ReadonlyMap<string, Lock> {
  const read = stacks.map((stack) => ({ stack, ...readLock(tree, stack) }));
  const problems = read.flatMap((lock) => lock.problems);
  if (problems.length > 0) throw invalidSpec(problems);
  return new Map(read.map(({ stack, lock }) => [stack, lock]));
}
