import { git, placeOf } from "./repository.ts";
import { uncommittedFiles } from "./uncommitted.ts";

/** The maximum number of files to ask git about: each takes a process. */
const MAX_FILES = 20;

/** Names the last author of files: `not committed`, or `Ada Lovelace in 1a2b3c4 on 2026-01-31`. Files that git does not know are left out. */
export async function whoChanged(root: string, files: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const who = new Map<string, string>();
  if (files.length === 0) return who;
  try {
    const place = await placeOf(root);
    if (place === undefined) return who;
    for (const file of await uncommittedFiles(root, place.prefix)) who.set(file, "not committed");
    for (const file of files.filter((path) => !who.has(path)).slice(0, MAX_FILES)) {
      const last = (await git(root, "log", "-1", "--format=%an in %h on %as", "--", file)).trim();
      if (last !== "") who.set(file, last);
    }
  } catch {
    // Findings are useful without an author, so a failing git does not fail the command.
  }
  return who;
}
