import type { Store } from "./store.ts";

/** A parsed address of a datastore. */
export interface Address {
  readonly url: string;
  /** The directory or bucket. A relative directory starts from the project's root. */
  readonly location: string;
  /** The prefix of all object names. Empty, or ends in `/`. */
  readonly prefix: string;
}

export interface OpenOptions {
  /** The directory that a relative `file:` path starts from. */
  readonly root: string;
  /** Another address of the Cloud Storage API, such as an emulator's: `http://127.0.0.1:4443`. @default Google's */
  readonly apiEndpoint?: string | undefined;
  /** Milliseconds for failing attempts or for waiting on other processes, before a command gives up. @default 60000 */
  readonly deadlineMs?: number | undefined;
  /** Called with a line for each failed attempt that is repeated. */
  readonly onRetry?: ((line: string) => void) | undefined;
}

/** A kind of datastore. Its folder declares it, and `backends.ts` lists it. */
export interface Backend {
  /** The start of its addresses: `gs:`. */
  readonly scheme: string;
  /** The form of its addresses, for help and messages: `gs://<bucket>/<prefix>`. */
  readonly help: string;
  /** `local`: the location is a directory on this machine, which a repository may contain. */
  readonly place: "local" | "remote";
  /** Parses an address of this scheme. Undefined if it is malformed. */
  readonly parse: (url: string) => Address | undefined;
  /** Loads the backend and opens the datastore. Sends no request yet. */
  readonly open: (address: Address, options: OpenOptions) => Promise<Store>;
  /** Returns how a person repairs an object whose metadata differ from its content. */
  readonly repairHint: (address: Address, object: string) => string;
}
