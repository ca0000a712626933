import { tmpdir } from "node:os";
import type { OpenOptions } from "../../lib/releases/backend.ts";
import { openStore } from "../../lib/releases/open.ts";
import type { Store } from "../../lib/releases/store.ts";

/** The address of a datastore, for a process that opens it. */
export interface Place {
  /** `file:<dir>` or `gs://<bucket>/<prefix>`. */
  readonly url: string;
  readonly apiEndpoint?: string | undefined;
}

/** Opens a datastore, as every process does. */
export const open = (place: Place, options: Omit<OpenOptions, "root"> = {}): Promise<Store> =>
  openStore(place.url, { root: tmpdir(), apiEndpoint: place.apiEndpoint, ...options });
