import { timeText } from "../../base/times.ts";
import { GENERATED_ROOT } from "../../render/layout.ts";
import { type ChangedLock, changedLocks, RAW } from "./changed-locks.ts";
import type { DeployCommit } from "./deploys/lock-step.ts";
import { oneLine } from "./one-line.ts";
import { git } from "./repository.ts";

/** A commit of the branch that changed locks. */
export interface BranchCommit extends DeployCommit {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly locks: readonly ChangedLock[];
}

/** The newest commits that are read at once. Each further part is greater. */
const FIRST_PART = 64;
const GROWTH = 8;

/** The number of old commits in a row that end a search. Clocks of machines differ, so one old commit says little. */
const OLD_COMMITS = 16;

interface Part {
  readonly commits: readonly BranchCommit[];
  /** The commit with which the next part begins. Undefined at the end of the history. */
  readonly next: string | undefined;
}

const LOG = ["log", "--first-parent", "--diff-merges=first-parent", ...RAW, "--format=%x01%H%x02%P%x02%ct%x02%aN%x02%s%x02"];

/** The commits that changed locks, along first parents: the branch had them in this order. It reads each once, and only as many as its callers take. */
export class BranchLog {
  readonly head: string;
  readonly #root: string;
  readonly #known: readonly string[];
  readonly #parts: Promise<Part>[] = [];

  /** @param known an ancestor: the log has only commits after it. @default the log has the whole history */
  constructor(root: string, head: string, known?: string) {
    [this.#root, this.head] = [root, head];
    this.#known = known === undefined ? [] : [`^${known}`];
  }

  /** Yields commits, newest first, many at a time. @throws UserError GIT */
  async *commits(): AsyncGenerator<readonly BranchCommit[]> {
    let start: string | undefined = this.head;
    for (let at = 0; start !== undefined; at += 1) {
      const part: Part = await (this.#parts[at] ??= this.#read(start, FIRST_PART * GROWTH ** at));
      yield part.commits;
      start = part.next;
    }
  }

  /** Yields the commits since a time, and some older ones. @param since RFC 3339. @throws UserError GIT */
  async *commitsSince(since: string): AsyncGenerator<readonly BranchCommit[]> {
    let old = 0;
    for await (const commits of this.commits()) {
      const end = commits.findIndex(({ time }) => {
        old = time < Date.parse(since) ? old + 1 : 0;
        return old >= OLD_COMMITS;
      });
      yield end === -1 ? commits : commits.slice(0, end);
      if (end !== -1) return;
    }
  }

  async #read(start: string, size: number): Promise<Part> {
    const locks = `:(glob)${GENERATED_ROOT}/*/versions.yaml`;
    const listing = await git(this.#root, ...LOG, `--max-count=${size}`, start, ...this.#known, "--", locks);
    const records = listing.split("\u0001").slice(1).map(parseRecord);
    const commits = records.map(({ commit }) => commit);
    return { commits, next: records.length < size ? undefined : records.at(-1)?.parent };
  }
}

function parseRecord(text: string): { readonly commit: BranchCommit; readonly parent: string | undefined } {
  const [id = "", parents = "", seconds = "0", author = "", subject = "", changes = ""] = text.split("\u0002");
  const time = Number(seconds) * 1000;
  const [parent = ""] = parents.split(" ");
  const commit = { id, at: timeText(time), author: oneLine(author), subject: oneLine(subject), time, locks: changedLocks(changes) };
  return { commit, parent: parent === "" ? undefined : parent };
}
