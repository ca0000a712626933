import { GENERATED_ROOT, lockPath } from "../../render/layout.ts";
import { git } from "./repository.ts";

/** A commit that changed the lock of a stack, with the blobs before and after. */
export interface LockCommit {
  readonly commit: string;
  readonly author: string;
  /** The first line of its message. */
  readonly subject: string;
  /** Milliseconds since 1970, when it was committed. */
  readonly at: number;
  /** Undefined if the file did not exist. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Returns the path of a stack's lock, relative to the project. */
export const lockFile = (stack: string): string => `${GENERATED_ROOT}/${lockPath(stack)}`;

/**
 * Lists the commits that changed the lock of each stack, newest first. A merge counts as one step from its first parent.
 * @param since milliseconds since 1970; older commits are left out
 */
export async function lockCommits(
  root: string,
  stacks: readonly string[],
  since: number | undefined,
): Promise<ReadonlyMap<string, readonly LockCommit[]>> {
  const listing = await git(
    root,
    "log",
    "--first-parent",
    "-m",
    "--raw",
    "--no-abbrev",
    "--no-renames",
    "--relative",
    "-z",
    "--format=%x01%H%x02%aN%x02%ct%x02%s",
    ...(since === undefined ? [] : [`--since=${new Date(since).toISOString()}`]),
    "HEAD",
    "--",
    ...stacks.map(lockFile),
  );
  const stackOf = new Map(stacks.map((stack) => [lockFile(stack), stack]));
  const found = new Map<string, LockCommit[]>();
  for (const text of listing.split("\u0001").slice(1)) {
    const [head = "", ...entries] = text.split("\0").filter((part) => part.trim() !== "");
    const [commit = "", author = "", seconds = "0", subject = ""] = head.split("\u0002");
    for (let at = 0; at + 1 < entries.length; at += 2) {
      const [, before = "", after = ""] = /^\n?:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) /.exec(entries[at] ?? "") ?? [];
      const stack = stackOf.get(entries[at + 1] ?? "");
      if (stack === undefined) continue;
      const step = {
        commit,
        author: oneLine(author),
        subject: oneLine(subject),
        at: Number(seconds) * 1000,
        before: blob(before),
        after: blob(after),
      };
      found.set(stack, [...(found.get(stack) ?? []), step]);
    }
  }
  return found;
}

/** Returns a blob id; undefined for the zeros that git writes for a missing file. */
const blob = (id: string): string | undefined => (/^0*$/.test(id) ? undefined : id);

/** Returns a name or subject as one line, at most 200 characters, for locks and reports. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ")
    .trim()
    .slice(0, 200) || "unknown";
