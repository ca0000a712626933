import { type ChangedLock, NO_BLOB } from "./changed-locks.ts";
import { type LockCommit, lockFile } from "./lock-commits.ts";
import { batchCheck } from "./revision-source.ts";

/** Stack -> the blob of its lock. */
type State = ReadonlyMap<string, string>;

/** A commit that changed a lock of a stack, or a merge. */
export interface StackCommit extends Pick<LockCommit, "change"> {
  readonly parents: readonly string[];
  /** Stack -> its lock before and after, for each parent in order. Stacks whose lock is that of all parents are left out. */
  readonly changed: ReadonlyMap<string, readonly ChangedLock[]>;
}

/** The blobs of locks, from a commit back. A renamed stack has the lock of its newest name that has one. */
export class LockStates {
  readonly #root: string;
  /** Stack -> its names, newest first. */
  readonly #names: ReadonlyMap<string, readonly string[]>;
  /** The states of commits whose turn comes. The keys of a state are names of stacks, also former ones. */
  readonly #states = new Map<string, State>();

  /** @param names stack -> its names, newest first */
  constructor(root: string, head: string, names: ReadonlyMap<string, readonly string[]>) {
    [this.#root, this.#names] = [root, names];
    this.#load([head]);
  }

  /** Takes commits in their order. Git is asked only for the further parents of merges. @throws UserError GIT */
  take(commits: readonly LockCommit[]): readonly StackCommit[] {
    const others = new Set(commits.flatMap(({ parents }) => parents.slice(1)));
    this.#load([...others].filter((id) => !this.#states.has(id)));
    return commits.map((commit) => this.#takeOne(commit));
  }

  #takeOne({ change, parents, locks }: LockCommit): StackCommit {
    const state = this.#states.get(change.commit) ?? new Map<string, string>();
    this.#states.delete(change.commit);
    const [first] = parents;
    if (first !== undefined && !this.#states.has(first)) this.#states.set(first, stateBefore(state, locks));
    const changed = new Map<string, readonly ChangedLock[]>();
    const before = parents.map((parent) => this.#states.get(parent) ?? new Map<string, string>());
    for (const [stack, names] of this.#names) {
      const after = blobIn(state, names);
      const steps = before.map((parent) => ({ stack, before: blobIn(parent, names), after }));
      if (steps.some((step) => step.before !== after)) changed.set(stack, steps);
    }
    return { change, parents, changed };
  }

  #load(commits: readonly string[]): void {
    const names = [...new Set([...this.#names.values()].flat())];
    const placeOf = (commit: string, name: string): string => `${commit}:./${lockFile(name)}`;
    const blobs = batchCheck(
      this.#root,
      commits.flatMap((commit) => names.map((name) => placeOf(commit, name))),
    );
    for (const commit of commits) {
      this.#states.set(commit, new Map(names.map((name) => [name, blobs.get(placeOf(commit, name)) ?? NO_BLOB])));
    }
  }
}

/** Returns the state of a commit's first parent. */
function stateBefore(state: State, locks: readonly ChangedLock[]): State {
  return locks.length === 0 ? state : new Map([...state, ...locks.map(({ stack, before }) => [stack, before] as const)]);
}

/** Returns the blob of a stack's lock. */
function blobIn(state: State, names: readonly string[]): string {
  for (const name of names) {
    const blob = state.get(name) ?? NO_BLOB;
    if (blob !== NO_BLOB) return blob;
  }
  return NO_BLOB;
}
