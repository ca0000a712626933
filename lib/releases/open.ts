import { resolve } from "node:path";
import { isDatastore } from "../model/names.ts";
import { UserError } from "../base/user-error.ts";
import type { Store } from "./store.ts";

/** How a datastore is opened. */
export interface OpenOptions {
  /** What a relative `file:` path starts from. */
  readonly root: string;
  /** Another address of the Cloud Storage API, such as an emulator's: `http://127.0.0.1:4443`. @default Google's */
  readonly apiEndpoint?: string | undefined;
  /** Milliseconds that may go into failing attempts, or into waiting for other processes, before a command gives up. @default 60000 */
  readonly deadlineMs?: number | undefined;
  /** Hears of every attempt that failed and is made again. */
  readonly onRetry?: ((what: string) => void) | undefined;
}

const DEADLINE_MS = 60_000;

/** The backends by the scheme of their address; loaded when one is opened. */
const BACKENDS: Readonly<Record<string, (url: string, options: OpenOptions) => Promise<Store>>> = {
  "file:": async (url, { root, deadlineMs }) =>
    (await import("./directory/directory-store.ts")).directoryStore(url, resolve(root, url.slice("file:".length)), {
      waitMs: deadlineMs ?? DEADLINE_MS,
    }),
  "gs:": async (url, options) => (await import("./gcs/gcs-store.ts")).gcsStore(url, options),
};

/** Opens `file:<dir>` or `gs://<bucket>/<prefix>`; nothing is asked of it yet. @throws UserError USAGE for another address */
export function openStore(url: string, options: OpenOptions): Promise<Store> {
  const backend = isDatastore(url) ? BACKENDS[url.slice(0, url.indexOf(":") + 1)] : undefined;
  if (backend !== undefined) return backend(url, options);
  throw new UserError("USAGE", `"${url}" is not the address of a datastore`, { hint: "file:<directory>, or gs://<bucket>/<prefix>" });
}
