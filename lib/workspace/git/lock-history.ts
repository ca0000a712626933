import { parseLock } from "../../render/versions.ts";
import { type HistoryQuestion, isForwardMove, type LockMove } from "../../resolve/history.ts";
import type { Lock, LockEntry } from "../../resolve/lock.ts";
import { type LockCommit, lockCommits, lockFile } from "./lock-commits.ts";
import { git } from "./repository.ts";
import { readBlobs } from "./revision-source.ts";

/**
 * Reads the moves of locks, newest first, as far back as they matter. A difference between the last commit and the working tree is the first
 * move. The history must be `whole`.
 * @returns `<stack>/<service>` -> moves
 */
export async function readLockHistory(
  root: string,
  questions: readonly HistoryQuestion[],
  locks: ReadonlyMap<string, Lock>,
): Promise<ReadonlyMap<string, readonly LockMove[]>> {
  const answers = new Map<string, readonly LockMove[]>();
  if (questions.length === 0) return answers;
  const byStack = Map.groupBy(questions, ({ stack }) => stack);
  const versions = new Versions(root);
  const commits = await lockCommits(root, [...byStack.keys()], oldestOf(questions));
  const heads = await blobsAtHead(root, [...byStack.keys()]);
  for (const [stack, asked] of byStack) {
    const steps = [uncommitted(heads.get(stack), locks.get(stack)), ...(commits.get(stack) ?? [])].filter((step) => step !== undefined);
    for (const [service, moves] of movesOf(steps, asked, versions)) answers.set(`${stack}/${service}`, moves);
  }
  return answers;
}

/** A step from one state of a lock to the next. The newest one ends in the working tree, which has no blob. */
type Step = Omit<LockCommit, "commit" | "after"> & { readonly commit: string | undefined; readonly after: string | Lock | undefined };

/** The number of steps that are read at once. The first few steps answer most questions. */
const CHUNK = 32;

function movesOf(steps: readonly Step[], asked: readonly HistoryQuestion[], versions: Versions): ReadonlyMap<string, readonly LockMove[]> {
  const moves = new Map<string, LockMove[]>(asked.map(({ service }) => [service, []]));
  let open = asked;
  for (let from = 0; from < steps.length && open.length > 0; from += CHUNK) {
    const chunk = steps.slice(from, from + CHUNK);
    versions.load(chunk.flatMap(({ before, after }) => [before, after]).filter((blob) => typeof blob === "string"));
    for (const step of chunk) {
      const [before, after] = [versions.of(step.before), versions.of(step.after)];
      open = open.filter(({ service, since }) => {
        if (since !== undefined && step.at < since) return false;
        const move = { ...step, before: before.get(service), after: after.get(service) };
        if (sameLine(move.before, move.after)) return true;
        moves.get(service)?.push(move);
        return !isForwardMove(move);
      });
    }
  }
  return moves;
}

const sameLine = (a: LockEntry | undefined, b: LockEntry | undefined): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Caches locks by the id of their blob. Neighbouring steps share one. A lock that cannot be read is empty. */
class Versions {
  readonly #root: string;
  readonly #locks = new Map<string, Lock>();

  constructor(root: string) {
    this.#root = root;
  }

  load(blobs: readonly string[]): void {
    const missing = [...new Set(blobs)].filter((blob) => !this.#locks.has(blob));
    for (const [blob, text] of readBlobs(this.#root, missing)) this.#locks.set(blob, parseLock(text, blob).lock);
  }

  of(version: string | Lock | undefined): Lock {
    return typeof version === "string" ? (this.#locks.get(version) ?? NOTHING) : (version ?? NOTHING);
  }
}

const NOTHING: Lock = new Map();

const uncommitted = (head: string | undefined, lock: Lock | undefined): Step | undefined =>
  head === undefined ? undefined : { commit: undefined, author: "an edit", subject: "", at: Infinity, before: head, after: lock };

function oldestOf(questions: readonly HistoryQuestion[]): number | undefined {
  let oldest = Infinity;
  for (const { since } of questions) {
    if (since === undefined) return undefined;
    oldest = Math.min(oldest, since);
  }
  return oldest;
}

async function blobsAtHead(root: string, stacks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const listing = await git(root, "ls-tree", "-z", "HEAD", "--", ...stacks.map(lockFile));
  const stackOf = new Map(stacks.map((stack) => [lockFile(stack), stack]));
  return new Map(
    listing.split("\0").flatMap((line) => {
      const [, id, path = ""] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      const stack = stackOf.get(path);
      return id === undefined || stack === undefined ? [] : [[stack, id] as const];
    }),
  );
}
