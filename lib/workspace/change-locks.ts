import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lock } from "../resolve/lock.ts";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { readIfThere } from "../system/read-if-exists.ts";
import { formatLock } from "../render/versions.ts";
import { invalid } from "./specs/load-fleet.ts";
import { readLock } from "./project.ts";

/** Changes the locks of stacks, each in one step; gives back what undoes it. @throws UserError INVALID_SPEC before anything is written */
export function changeLocks(root: string, stacks: readonly string[], change: (lock: Lock, stack: string) => Lock): () => void {
  const read = stacks.map((stack) => ({ stack, ...readLock(root, stack) }));
  const problems = read.flatMap((each) => each.problems);
  if (problems.length > 0) throw invalid(problems);
  const undo = read.map(({ stack, lock }) => {
    const path = join(root, GENERATED_ROOT, lockPath(stack));
    const before = readIfThere(path);
    replaceFile(path, formatLock(change(lock, stack)));
    return () => (before === undefined ? rmSync(path) : replaceFile(path, before));
  });
  return () => undo.forEach((step) => step());
}

function replaceFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const next = `${path}.${process.pid}`;
  writeFileSync(next, text);
  renameSync(next, path);
}
