import { isSameVersion, type LockEntry } from "./lock.ts";

/** A commit, or the changes that are not committed. */
export interface Change {
  /** The commit's id; undefined if it is not committed. */
  readonly commit: string | undefined;
  readonly author: string;
  /** The commit's first line. */
  readonly subject: string;
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
  readonly #takenOff = new Map<string, LockEntry>();
  readonly #configs = new Set<string>();
  #configBy: Change | undefined;
  #threshold: number | undefined;
  #rollback: Change | undefined;
  #highest = 0;
  #lost: Lost | undefined;

  constructor(locked: LockEntry | undefined) {
    this.#locked = locked;
    this.#threshold = locked?.seq;
    this.#see(locked);
  }

  /** Takes the step from the last commit to the checkout. Returns true if the commit's own steps can say more. */
  begin(head: LockEntry | undefined): boolean {
    return this.step(this.#locked, head, UNCOMMITTED);
  }

  /**
   * Takes the step from a parent to a commit, after all steps from the commit to its children. A step between equal entries says nothing, and
   * then the parent's own steps can say more.
   * @param before the entry of the parent
   * @returns true if the parent's own steps can say more
   */
  step(after: LockEntry | undefined, before: LockEntry | undefined, by: Change): boolean {
    if (this.#lost !== undefined) return false;
    this.#see(before);
    if (before === undefined || this.#locked !== undefined) return this.#leadsOn(after, before, by);
    this.#lost = { entry: before, by };
    return false;
  }

  /** True if the walk is over: the entry is lost. */
  get isOver(): boolean {
    return this.#lost !== undefined;
  }

  get result(): PairHistory {
    const takenOff = [...this.#takenOff.values()].sort((a, b) => (b.seq ?? 0) - (a.seq ?? 0));
    const configs = this.#configs.size === 0 ? {} : { configs: { hashes: [...this.#configs], by: this.#configBy } };
    return { takenOff, rollback: this.#rollback, highest: this.#highest, lost: this.#lost, ...configs };
  }

  #see(entry: LockEntry | undefined): void {
    this.#highest = Math.max(this.#highest, entry?.seq ?? 0, entry?.hold?.seq ?? 0);
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
