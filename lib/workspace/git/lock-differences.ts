import { type ChangedLock, NO_BLOB } from "./changed-locks.ts";
import { type LockDifference, lockDifference } from "./lock-difference.ts";
import { BlobReader } from "./blob-reader.ts";

const NOTHING: LockDifference = new Map();
const EMPTY = Buffer.alloc(0);

/** The number of comparisons whose blobs are in memory at once. */
const CHUNK = 128;

/** Two versions of a lock. */
type Versions = Pick<ChangedLock, "before" | "after">;

const keyOf = ({ before, after }: Versions): string => `${before} ${after}`;

/** The differences between versions of locks. It compares two blobs once, however many stacks and questions have them. */
export class LockDifferences {
  readonly #root: string;
  readonly #known = new Map<string, LockDifference>();
  #last: Promise<void> = Promise.resolve();

  constructor(root: string) {
    this.#root = root;
  }

  /**
   * Compares the versions before and after each change.
   * @param changes in the order of history. Git stores most blobs as changes of others, and reads them fast in this order
   * @throws UserError GIT
   */
  async load(changes: readonly ChangedLock[]): Promise<void> {
    // Two questions at once may need the same blobs.
    const load = this.#last.then(() => this.#compare(changes));
    this.#last = load.catch(() => undefined);
    await load;
  }

  async #compare(changes: readonly ChangedLock[]): Promise<void> {
    const missing = changes.filter((lock) => lock.before !== lock.after && !this.#known.has(keyOf(lock)));
    const versions = [...new Map(missing.map((lock) => [keyOf(lock), lock])).values()];
    if (versions.length === 0) return;
    const reader = new BlobReader(this.#root);
    try {
      for (let at = 0; at < versions.length; at += CHUNK) {
        const chunk = versions.slice(at, at + CHUNK);
        const blobs = new Set(chunk.flatMap(({ before, after }) => [after, before]).filter((blob) => blob !== NO_BLOB));
        const texts = await reader.read([...blobs]);
        for (const { before, after } of chunk) {
          this.#known.set(keyOf({ before, after }), lockDifference(texts.get(before) ?? EMPTY, texts.get(after) ?? EMPTY));
        }
      }
    } finally {
      reader.close();
    }
  }

  /** Returns the difference of two versions that were loaded. */
  between(versions: Versions): LockDifference {
    return this.#known.get(keyOf(versions)) ?? NOTHING;
  }
}
