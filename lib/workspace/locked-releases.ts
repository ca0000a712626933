import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { GENERATED_ROOT, lockPath } from "../render/layout.ts";
import { ifThere } from "../system/read-if-exists.ts";
import type { LockedRelease } from "../releases/verify.ts";
import { invalid } from "./load-fleet.ts";
import { readLock } from "./project.ts";

/**
 * Every release that a lock of the project names, in holds, too; also of a stack that has no spec any more.
 * @throws UserError INVALID_SPEC where a lock cannot be read: then nobody knows what it names
 */
export function lockedReleases(root: string): readonly LockedRelease[] {
  const read = stacksWithLock(root).map((stack) => ({ stack, ...readLock(root, stack) }));
  const problems = read.flatMap((lock) => lock.problems);
  if (problems.length > 0) throw invalid(problems);
  return read.flatMap(({ stack, lock }) =>
    [...lock].flatMap(([service, { release, hold }]) =>
      [release, hold?.release].flatMap((id) => (id === undefined ? [] : [{ stack, service, release: id }])),
    ),
  );
}

/** Lists the stacks that have a lock, also those that no spec declares any more. */
export function stacksWithLock(root: string): readonly string[] {
  const generated = join(root, GENERATED_ROOT);
  const entries = ifThere(() => readdirSync(generated, { withFileTypes: true })) ?? [];
  return entries.flatMap((entry) => (entry.isDirectory() && existsSync(join(generated, lockPath(entry.name))) ? [entry.name] : []));
}
