import { isSameVersion, type LockEntry } from "./lock.ts";

/** A commit, or the changes that are not committed. */
export interface Change {
  /** The commit's id; undefined if it is not committed. */
  readonly commit: string | undefined;
  readonly author: string;
  /** The commit's first line. */
  readonly subject: string;
}

/** A change that has parents: the step from each parent's lock to its own. */
export interface HistoryStep extends Change {
  readonly parents: readonly string[];
}

/** The history of one service on one stack, over all ancestors of the checkout. */
export interface PairHistory {
  /** The entries that a person took the stack off, the highest `seq` first. Empty if the channel moved it last. */
  readonly takenOff: readonly LockEntry[];
  /** The newest change that took the stack off one of them. */
  readonly rollback: Change | undefined;
  /** The highest `seq` of any entry and hold; 0 if there is none. */
  readonly highest: number;
  /** The newest entry, if the lock has none now. */
  readonly lost: Lost | undefined;
  /** The configurations that a person took off the running version. @default none */
  readonly configs?: TakenConfigs;
}

/** Hashes of configurations, and the newest change that took one off. */
export interface TakenConfigs {
  readonly hashes: readonly string[];
  readonly by: Change | undefined;
}

/** An entry that a change removed. */
export interface Lost {
  readonly entry: LockEntry;
  readonly by: Change;
}

/** Asks git for the history of one service on one stack. */
export interface HistoryQuestion {
  readonly stack: string;
  readonly service: string;
  /** The earlier names of the stack, newest first. */
  readonly formerStacks: readonly string[];
  /** The maximum number of commits that matter. @default all */
  readonly limit?: number | undefined;
}

/** The uncommitted step as a person reads it. */
export const UNCOMMITTED: Change = { commit: undefined, author: "an edit", subject: "" };

/**
 * Walks the history of one pair from the checkout back, over all parents of each merge, and asks no clock. Each release that a stack moves
 * to has a higher `seq` than all entries before it. So an ancestor with a higher `seq` than the lock was taken back.
 */
export class HistoryWalk {
  readonly #locked: LockEntry | undefined;
  readonly #reached = new Set<string>();
  readonly #takenOff = new Map<string, LockEntry>();
  readonly #configs = new Set<string>();
  #configBy: Change | undefined;
  #threshold: number | undefined;
  #visits: number;
  #rollback: Change | undefined;
  #highest = 0;
  #lost: Lost | undefined;

  /** @param head the entry of the last commit @param limit the maximum number of commits that are visited */
  constructor(locked: LockEntry | undefined, head: { readonly id: string; readonly entry: LockEntry | undefined }, limit = Infinity) {
    this.#locked = locked;
    this.#threshold = locked?.seq;
    this.#visits = limit;
    this.#see(locked);
    this.#step(locked, head.entry, head.id, UNCOMMITTED);
  }

  /** True if the rest of the history cannot change the result. */
  get isDone(): boolean {
    return this.#reached.size === 0;
  }

  /** Visits a commit. Each commit comes before its parents. */
  visit(id: string, step: HistoryStep, entryAt: (id: string) => LockEntry | undefined): void {
    if (!this.#reached.delete(id)) return;
    this.#visits -= 1;
    const entry = entryAt(id);
    for (const parent of step.parents) this.#step(entry, entryAt(parent), parent, step);
    if (this.#visits <= 0) this.#reached.clear();
  }

  get result(): PairHistory {
    const takenOff = [...this.#takenOff.values()].sort((a, b) => (b.seq ?? 0) - (a.seq ?? 0));
    const configs = this.#configs.size === 0 ? {} : { configs: { hashes: [...this.#configs], by: this.#configBy } };
    return { takenOff, rollback: this.#rollback, highest: this.#highest, lost: this.#lost, ...configs };
  }

  #see(entry: LockEntry | undefined): void {
    this.#highest = Math.max(this.#highest, entry?.seq ?? 0, entry?.hold?.seq ?? 0);
  }

  #step(after: LockEntry | undefined, before: LockEntry | undefined, parent: string, by: Change): void {
    if (this.#lost !== undefined) return;
    this.#see(before);
    if (before !== undefined && this.#locked === undefined) {
      this.#lost = { entry: before, by };
      this.#reached.clear();
    } else if (this.#leadsOn(after, before, by)) this.#reached.add(parent);
  }

  /** Notes what a step says. Returns true if the history before it can say more. */
  #leadsOn(after: LockEntry | undefined, before: LockEntry | undefined, by: Change): boolean {
    const locked = this.#locked;
    if (before === undefined || before.seq === undefined || locked === undefined) return true;
    // A person wrote the lock's entry. It has a place in the history if its version has stood there.
    if (this.#threshold === undefined) {
      if (!isSameVersion(before, locked)) this.#takeOff(before, by);
      else this.#threshold = before.seq;
      return this.#threshold !== undefined;
    }
    if (before.seq > this.#threshold) {
      const change = after?.seq === before.seq ? undefined : by;
      if (!isSameVersion(before, locked)) this.#takeOff(before, change);
      else if (before.config !== undefined && before.config !== locked.config) this.#takeConfigOff(before.config, change);
    }
    // A release moved the stack forward, at most to the locked entry. All entries before it are older.
    return after?.seq === undefined || before.seq >= after.seq || after.seq > this.#threshold;
  }

  #takeConfigOff(hash: string, by: Change | undefined): void {
    this.#configs.add(hash);
    this.#configBy ??= by;
  }

  #takeOff(entry: LockEntry, by: Change | undefined): void {
    this.#takenOff.set(`${entry.release} ${entry.seq} ${entry.digest}`, entry);
    this.#rollback ??= by;
  }
}

/** Returns the version with the highest `seq` that the stack was taken off. */
export const rolledBackEntry = ({ takenOff }: PairHistory): LockEntry | undefined => takenOff[0];
