import { readdirSync } from "node:fs";
import { join } from "node:path";
import { GENERATED_ROOT } from "../render/layout.ts";
import type { LockedRelease } from "../releases/verify.ts";
import { invalid } from "./specs/load-fleet.ts";
import { readLock } from "./project.ts";

/**
 * Every release that a lock of the project names, in holds, too; also of a stack that has no spec any more.
 * @throws UserError INVALID_SPEC where a lock cannot be read: then nobody knows what it names
 */
export function lockedReleases(root: string): readonly LockedRelease[] {
  const read = stacksIn(root).map((stack) => ({ stack, ...readLock(root, stack) }));
  const problems = read.flatMap((lock) => lock.problems);
  if (problems.length > 0) throw invalid(problems);
  return read.flatMap(({ stack, lock }) =>
    [...lock].flatMap(([service, { release, hold }]) =>
      [release, hold?.release].flatMap((id) => (id === undefined ? [] : [{ stack, service, release: id }])),
    ),
  );
}

function stacksIn(root: string): readonly string[] {
  try {
    return readdirSync(join(root, GENERATED_ROOT), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  } catch {
    // Nothing has been rendered yet.
    return [];
  }
}
