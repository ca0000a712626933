import { mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lock } from "../resolve/lock.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { readIfExists } from "../system/if-exists.ts";
import { replaceFile } from "../system/replace-file.ts";
import { formatLock } from "../render/versions.ts";
import { invalid } from "./load-fleet.ts";
import { readLock } from "./project.ts";

/** Changes the locks of stacks, each in one step; gives back what undoes it. @throws UserError INVALID_SPEC before anything is written */
export function changeLocks(root: string, stacks: readonly string[], change: (lock: Lock, stack: string) => Lock): () => void {
  const read = stacks.map((stack) => ({ stack, ...readLock(root, stack) }));
  const problems = read.flatMap((each) => each.problems);
  if (problems.length > 0) throw invalid(problems);
  const undo = read.map(({ stack, lock }) => {
    const path = join(root, GENERATED_ROOT, lockPath(stack));
    const before = readIfExists(path);
    mkdirSync(dirname(path), { recursive: true });
    replaceFile(path, formatLock(change(lock, stack)));
    return () => (before === undefined ? rmSync(path) : replaceFile(path, before));
  });
  return () => undo.forEach((step) => step());
}
