import { parseLock } from "../../render/parse-lock.ts";
import { parseLockEntries } from "../../render/parse-lock-entries.ts";
import type { HistoryQuestion } from "../../resolve/history.ts";
import type { Lock, LockEntry } from "../../resolve/lock.ts";
import { lockFile } from "./lock-commits.ts";
import { batchCheck, readBlobs } from "./revision-source.ts";

/** The number of services of which entries are read alone. The whole lock is read for more. */
const FEW = 50;

const NOTHING: Lock = new Map();

/** The locks of stacks at commits: only the commits that were loaded last. A lock that cannot be read is empty. */
export class LockVersions {
  readonly #root: string;
  /** Stack -> the files of its lock, newest name first. */
  readonly #files: ReadonlyMap<string, readonly string[]>;
  /** `<commit>:<stack>` -> blob. */
  #blobs = new Map<string, string>();
  /** Blob -> entries. */
  #locks = new Map<string, Lock>();

  constructor(root: string, questions: readonly HistoryQuestion[]) {
    this.#root = root;
    this.#files = new Map(questions.map(({ stack, formerStacks }) => [stack, [stack, ...formerStacks].map(lockFile)]));
  }

  /** Loads the locks of commits, as far as questions need them. */
  load(commits: readonly string[], questions: readonly HistoryQuestion[]): void {
    const services = Map.groupBy(questions, ({ stack }) => stack);
    const stacks = [...services.keys()];
    const places = commits.flatMap((commit) => stacks.map((stack) => ({ commit, stack, key: `${commit}:${stack}` })));
    const known = this.#blobs;
    this.#blobs = new Map(places.flatMap(({ key }) => (known.has(key) ? [[key, known.get(key) ?? ""]] : [])));
    const missing = places.filter(({ key }) => !this.#blobs.has(key));
    const files = missing.flatMap(({ commit, stack }) => (this.#files.get(stack) ?? []).map((file) => `${commit}:./${file}`));
    const ids = batchCheck(this.#root, files);
    for (const { commit, stack, key } of missing) {
      const found = (this.#files.get(stack) ?? []).map((file) => ids.get(`${commit}:./${file}`)).find((id) => id !== undefined);
      this.#blobs.set(key, found ?? "");
    }
    this.#readLocks([...new Set(questions.map(({ service }) => service))]);
  }

  entry(commit: string, stack: string, service: string): LockEntry | undefined {
    return (this.#locks.get(this.#blobs.get(`${commit}:${stack}`) ?? "") ?? NOTHING).get(service);
  }

  /** @param names those of all stacks: stacks that run the same versions share a blob */
  #readLocks(names: readonly string[]): void {
    const before = this.#locks;
    this.#locks = new Map();
    const wanted = new Set([...this.#blobs.values()].filter((blob) => blob !== ""));
    const unread = [...wanted].filter((blob) => !before.has(blob));
    const texts = readBlobs(this.#root, unread);
    for (const blob of wanted) {
      const text = texts.get(blob);
      this.#locks.set(blob, text === undefined ? (before.get(blob) ?? NOTHING) : readEntries(text, blob, names));
    }
  }
}

const readEntries = (text: string, blob: string, names: readonly string[]): Lock =>
  names.length > FEW ? parseLock(text, blob).lock : parseLockEntries(text, blob, names);
