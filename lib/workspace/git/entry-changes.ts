import { GENERATED_ROOT } from "../../render/layout.ts";
import type { LockEntry } from "../../resolve/lock.ts";
import { type ChangedLock, changedLocks, RAW } from "./changed-locks.ts";
import type { LockLog } from "./lock-log.ts";
import { oneLine } from "./one-line.ts";
import { git } from "./repository.ts";

/** A commit that changed the lock entry of a service on one stack. */
export interface EntryChange {
  readonly stack: string;
  readonly commit: string;
  /** The day of the commit: `2026-01-31`. */
  readonly date: string;
  readonly author: string;
  readonly subject: string;
  /** Undefined if the lock had no entry. */
  readonly from: LockEntry | undefined;
  readonly to: LockEntry | undefined;
}

export interface ChangesQuestion {
  readonly service: string;
  /** Empty for every stack, also those that are gone. */
  readonly stacks: readonly string[];
  /** The maximum number of changes. */
  readonly limit: number;
}

/** A commit that changed a lock. A merge counts if it differs from all its parents. */
type LockChange = Omit<EntryChange, "from" | "to"> & ChangedLock;

/** The number of changed locks that are read at once, at first. Each further part is greater. */
const FIRST_PART = 64;
const GROWTH = 4;

/** Lists the changes of a service's entries over the ancestors of HEAD, newest first. @throws UserError GIT */
export async function entryChanges(
  { root, differences }: LockLog,
  { service, stacks, limit }: ChangesQuestion,
): Promise<readonly EntryChange[]> {
  const locks = await lockChanges(root, stacks);
  const found: EntryChange[] = [];
  for (let at = 0, size = FIRST_PART; at < locks.length && found.length < limit; at += size, size *= GROWTH) {
    const part = locks.slice(at, at + size);
    await differences.load(part);
    for (const { before, after, ...commit } of part) {
      const entries = differences.between({ before, after }).get(service);
      if (entries !== undefined) found.push({ ...commit, ...entries });
    }
  }
  return found.slice(0, limit);
}

async function lockChanges(root: string, stacks: readonly string[]): Promise<readonly LockChange[]> {
  const places = (stacks.length === 0 ? ["*"] : stacks).map((stack) => `:(glob)${GENERATED_ROOT}/${stack}/versions.yaml`);
  const format = "--format=%x01%H%x02%as%x02%aN%x02%s%x02";
  const shown = ["--full-history", "-c", ...RAW, format];
  const listing = await git(root, "log", "--topo-order", ...shown, "HEAD", "--", ...places);
  return listing.split("\u0001").flatMap((text) => {
    const [commit = "", date = "", author = "", subject = "", changes = ""] = text.split("\u0002");
    return changedLocks(changes).map((lock) => ({ ...lock, commit, date, author: oneLine(author), subject: oneLine(subject) }));
  });
}
