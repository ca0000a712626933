import { git, topLevel } from "./repository.ts";
import { uncommittedFiles } from "./uncommitted.ts";

/** Asking git takes a process a file; more names than this help nobody. */
const MOST_FILES = 20;

/** Who changed files last, as far as git knows: `not committed`, or `Ada Lovelace in 1a2b3c4 on 2026-01-31`. */
export async function whoChanged(root: string, files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const who = new Map<string, string>();
  if (files.length === 0) return who;
  try {
    if ((await topLevel(root)) === undefined) return who;
    for (const file of await uncommittedFiles(root)) who.set(file, "not committed");
    for (const file of files.filter((path) => !who.has(path)).slice(0, MOST_FILES)) {
      const last = (await git(root, "log", "-1", "--format=%an in %h on %as", "--", file)).trim();
      if (last !== "") who.set(file, last);
    }
  } catch {
    // Without a commit yet, or with a git that cannot say, the findings stand by themselves.
  }
  return who;
}
