import { GENERATED_ROOT, lockPath } from "../../render/layout.ts";
import { parseLock } from "../../render/parse-lock.ts";
import { type HistoryQuestion, isForwardMove, type LockMove } from "../../resolve/history.ts";
import type { Lock, LockEntry } from "../../resolve/lock.ts";
import { UserError } from "../../base/user-error.ts";
import { git, hasCommits, topLevel } from "./repository.ts";
import { readBlobs } from "./tree-at.ts";

/** What can be asked of the history here; `none` outside of a repository. */
export type HistoryState = "none" | "empty" | "whole";

/**
 * Whether git can tell what stacks ran before. A clone without its history would take a rollback for something old and undo it.
 * @throws UserError GIT in a shallow clone, or where git does not answer
 */
export async function historyState(root: string): Promise<HistoryState> {
  if ((await topLevel(root)) === undefined) return "none";
  if ((await git(root, "rev-parse", "--is-shallow-repository")).trim() === "true") {
    throw new UserError("GIT", "this clone is shallow: without the history of the locks, a rollback cannot be told from a new release", {
      path: root,
      hint: "git fetch --unshallow (in GitHub Actions: actions/checkout with fetch-depth: 0)",
    });
  }
  return (await hasCommits(root)) ? "whole" : "empty";
}

/**
 * For a repository whose history is `whole`: the moves that history tells of each question, newest first, as far back as they matter; a difference between the last commit and
 * the working tree is the first of them.
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
  const commits = await commitsOf(root, [...byStack.keys()], oldestOf(questions));
  const heads = await blobsAtHead(root, [...byStack.keys()]);
  for (const [stack, asked] of byStack) {
    const steps = [uncommitted(heads.get(stack), locks.get(stack)), ...(commits.get(stack) ?? [])].filter((step) => step !== undefined);
    for (const [service, moves] of movesOf(steps, asked, versions)) answers.set(`${stack}/${service}`, moves);
  }
  return answers;
}

/** One state of a lock to the next. */
interface Step {
  readonly commit: string | undefined;
  readonly author: string;
  readonly subject: string;
  readonly at: number;
  readonly before: string | undefined;
  /** A blob, or what is in the working tree. */
  readonly after: string | Lock | undefined;
}

/** How many steps are read at once: most questions are settled by the first few. */
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

/** Locks by the id of their blob: two neighbouring steps share one. A lock that cannot be read says nothing. */
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

const fileOf = (stack: string): string => `${GENERATED_ROOT}/${lockPath(stack)}`;

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

/** The commits that changed each stack's lock, newest first, a merge as one step from its first parent. */
async function commitsOf(
  root: string,
  stacks: readonly string[],
  since: number | undefined,
): Promise<ReadonlyMap<string, readonly Step[]>> {
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
    ...stacks.map(fileOf),
  );
  const stackOf = new Map(stacks.map((stack) => [fileOf(stack), stack]));
  const found = new Map<string, Step[]>();
  for (const text of listing.split("\u0001").slice(1)) {
    const [head = "", ...entries] = text.split("\0").filter((part) => part.trim() !== "");
    const [commit, author = "", seconds = "0", subject = ""] = head.split("\u0002");
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

/** Git writes zeros for what is not there. */
const blob = (id: string): string | undefined => (/^0*$/.test(id) ? undefined : id);

/** A name or subject as one line of a lock or a report takes it. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, " ")
    .trim()
    .slice(0, 200) || "somebody";

async function blobsAtHead(root: string, stacks: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const listing = await git(root, "ls-tree", "-z", "HEAD", "--", ...stacks.map(fileOf));
  const stackOf = new Map(stacks.map((stack) => [fileOf(stack), stack]));
  return new Map(
    listing.split("\0").flatMap((line) => {
      const [, id, path = ""] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? [];
      const stack = stackOf.get(path);
      return id === undefined || stack === undefined ? [] : [[stack, id] as const];
    }),
  );
}
