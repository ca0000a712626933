/** Objects with generations: the interface of a backend. Every backend passes one conformance suite. */
export interface Store {
  /** The address, for messages: `file:releases`, `gs://acme-releases/fleet`. */
  readonly url: string;
  /** Milliseconds after which failing attempts, lost swaps and listings end. */
  readonly deadlineMs: number;
  /** Reads an object. Undefined if there is none. @throws UserError DATASTORE if the backend refuses or does not answer in time */
  read(name: string): Promise<StoredObject | undefined>;
  /**
   * Writes an object if its generation is still `expected`. A `written` object is durable. If the answer to a write is lost, the object
   * is read. If it has the bytes that were sent, they were written.
   * @param text unique to this write (it holds a write id)
   * @throws UserError DATASTORE, after which the write may have happened or not
   */
  write(name: string, text: string, options: WriteOptions): Promise<WriteOutcome>;
  /** Makes an object that was read durable: another process may have written it and died before it was on disk. */
  settle(name: string): Promise<void>;
  /** Lists every object whose name starts with `prefix`, in the order of their names. The prefix ends in `/`. */
  list(prefix: string): Promise<readonly ListedObject[]>;
  /** Lists the same objects page by page. A page costs one request. */
  pages(prefix: string): AsyncIterable<readonly ListedObject[]>;
  /** True if a listing returns the fields of objects, so that they need not be read. */
  readonly listsFields: boolean;
  /** Deletes an object if it still has that generation. Only pruning calls it. */
  remove(name: string, generation: string): Promise<RemoveOutcome>;
}

export interface StoredObject {
  readonly text: string;
  /** Changes with every write. */
  readonly generation: string;
}

export interface ListedObject {
  readonly name: string;
  /**
   * The metadata of the last write. Undefined if the backend keeps none, or if another tool wrote the object since. Then the object must
   * be read.
   */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface WriteOptions {
  /** The generation that the object must have, or `absent` if it must not exist. */
  readonly expected: string;
  /** Fields that a listing returns, if the backend keeps metadata. @default none */
  readonly metadata?: Readonly<Record<string, string>>;
}

export type WriteOutcome = "written" | "conflict";
export type RemoveOutcome = "removed" | "changed" | "absent";

/** Bytes that a backend reads of an object. Every valid object is smaller. */
export const MAXIMUM_BYTES = 64 * 1024;
