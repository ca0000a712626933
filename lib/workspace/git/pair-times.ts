import { GENERATED_ROOT } from "../../render/layout.ts";
import { parseLockEntries } from "../../render/parse-lock-entries.ts";
import type { Lock, LockEntry } from "../../resolve/lock.ts";
import { isSamePair } from "../../resolve/travel/cases-in-travel.ts";
import { timeText } from "../../base/times.ts";
import { lockFile } from "./lock-commits.ts";
import { type ChangedLock, changedLocks, isBlob } from "./changed-locks.ts";
import { batchCheck, readBlobs } from "./revision-source.ts";
import { streamGit } from "./stream-git.ts";

/** Asks since when stacks run their pairs. */
export interface SinceQuestion {
  /** Stack -> the lock on disk. */
  readonly locks: ReadonlyMap<string, Lock>;
  /** Stack -> services. */
  readonly services: ReadonlyMap<string, readonly string[]>;
  /** Pairs that are older than this time are old enough. RFC 3339. */
  readonly notBefore: string;
}

/** The number of commits that are read at once. */
const CHUNK = 32;

/** The number of old commits in a row that end the search. Clocks of machines differ, so one old commit says little. */
const OLD_COMMITS = 16;

/** A commit of the first-parent history that changed locks. */
interface LockChange {
  readonly time: number;
  readonly locks: readonly ChangedLock[];
}

/**
 * Finds the commit that brought the pair of each lock entry to the branch, along the first parents of HEAD. A pair of a lock that is not
 * committed has no time.
 * @returns `<stack>/<service>` -> the committer time. RFC 3339, UTC
 */
export async function pairTimes(root: string, question: SinceQuestion): Promise<ReadonlyMap<string, string>> {
  const search = new PairSearch(root, question);
  const waiting: LockChange[] = [];
  let old = 0;
  for await (const change of lockChanges(root, [...question.services.keys()])) {
    old = change.time < Date.parse(question.notBefore) ? old + 1 : 0;
    waiting.push(change);
    if (waiting.length >= CHUNK || old >= OLD_COMMITS) search.visit(waiting.splice(0));
    if (old >= OLD_COMMITS || search.isDone) break;
  }
  search.visit(waiting);
  return search.result;
}

const logOf = (stacks: readonly string[]): readonly string[] => [
  "log",
  "--first-parent",
  "--diff-merges=first-parent",
  "--raw",
  "--no-abbrev",
  "--no-renames",
  "--relative",
  "-z",
  "--format=%x01%ct%x02",
  "HEAD",
  "--",
  ...stacks.map(lockFile),
];

/** Yields the commits of the first-parent history that changed a lock, newest first. */
async function* lockChanges(root: string, stacks: readonly string[]): AsyncGenerator<LockChange> {
  for await (const records of streamGit(root, logOf(stacks), "\u0001")) {
    for (const record of records) {
      const [seconds = "", changes = ""] = record.split("\u0002");
      if (/^\d+$/.test(seconds)) yield { time: Number(seconds) * 1000, locks: changedLocks(changes) };
    }
  }
}

/** Compares the entries of each commit with the locks, from the newest commit back. */
class PairSearch {
  readonly #root: string;
  readonly #locks: ReadonlyMap<string, Lock>;
  /** Stack -> the services whose commit is not found yet. */
  readonly #open = new Map<string, Set<string>>();
  readonly #found = new Map<string, string>();
  /** The pairs that HEAD has. */
  readonly #committed: readonly (readonly [stack: string, service: string])[];

  constructor(root: string, { locks, services }: SinceQuestion) {
    this.#root = root;
    this.#locks = locks;
    const places = new Map([...services.keys()].map((stack) => [stack, `HEAD:./${lockFile(stack)}`]));
    const blobs = batchCheck(root, [...places.values()]);
    const texts = readBlobs(root, [...new Set(blobs.values())]);
    for (const [stack, names] of services) {
      const entries = entriesOf(texts.get(blobs.get(places.get(stack) ?? "") ?? ""), names);
      const same = names.filter((name) => isSamePair(entries.get(name), this.#locked(stack, name)));
      this.#open.set(stack, new Set(same));
    }
    this.#committed = [...this.#open].flatMap(([stack, names]) => [...names].map((name) => [stack, name] as const));
  }

  get isDone(): boolean {
    return [...this.#open.values()].every((names) => names.size === 0);
  }

  /** Visits commits, newest first. */
  visit(changes: readonly LockChange[]): void {
    const blobs = changes.flatMap(({ locks }) => locks.map(({ before }) => before)).filter(isBlob);
    const texts = readBlobs(this.#root, [...new Set(blobs)]);
    for (const { time, locks } of changes) {
      for (const { stack, before } of locks) {
        const open = this.#open.get(stack);
        if (open === undefined || open.size === 0) continue;
        const entries = entriesOf(texts.get(before), [...open]);
        for (const name of open) {
          if (isSamePair(entries.get(name), this.#locked(stack, name))) continue;
          this.#found.set(`${stack}/${name}`, timeText(time));
          open.delete(name);
        }
      }
    }
  }

  /** Pairs without a commit in the time that was searched are older. */
  get result(): ReadonlyMap<string, string> {
    return new Map(this.#committed.map(([stack, name]) => [`${stack}/${name}`, this.#found.get(`${stack}/${name}`) ?? timeText(0)]));
  }

  #locked(stack: string, name: string): LockEntry | undefined {
    return this.#locks.get(stack)?.get(name);
  }
}

/** Reads entries of a lock. A lock that cannot be read has none. */
const entriesOf = (text: string | undefined, names: readonly string[]): Lock =>
  text === undefined || names.length === 0 ? new Map() : parseLockEntries(text, GENERATED_ROOT, names);
