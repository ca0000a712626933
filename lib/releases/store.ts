/** Objects with generations: all that the version datastore asks of a backend. Every backend passes one conformance suite. */
export interface Store {
  /** As messages name it: `file:releases`, `gs://acme-releases/fleet`. */
  readonly url: string;
  /** @throws UserError DATASTORE where the backend refuses or does not answer in time */
  read(name: string): Promise<StoredObject | undefined>;
  /**
   * Writes the object if it is still as `expected` says. What a `written` says has happened and lasts. Where the answer to a
   * write is lost, the object is read back: bytes that are the ones sent were written.
   * @param text unique to this write (it holds a write id)
   * @throws UserError DATASTORE; then the write may have happened or not
   */
  write(name: string, text: string, options: WriteOptions): Promise<WriteOutcome>;
  /** Every object whose name starts with `prefix`, which ends in `/`, in the order of their names. */
  list(prefix: string): Promise<readonly ListedObject[]>;
  /** Deletes the object if it is still of that generation. Pruning asks for it; nothing that reads or writes does. */
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
   * What was given with the write. Undefined where the backend keeps none, or where somebody has written the object by other means
   * since: then the object has to be read.
   */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export interface WriteOptions {
  /** The generation that the object must have, or `absent` where it must not be there. */
  readonly expected: string;
  /** Kept beside the object where the backend can, so that a listing tells it. */
  readonly metadata?: Readonly<Record<string, string>>;
}

export type WriteOutcome = "written" | "conflict";
export type RemoveOutcome = "removed" | "changed" | "absent";

/** More than any object of ours has; a backend reads no further. */
export const MOST_BYTES = 64 * 1024;
