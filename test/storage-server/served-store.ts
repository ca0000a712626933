import { onTestFinished } from "vitest";
import { openStore } from "../../lib/releases/open.ts";
import type { Store } from "../../lib/releases/store.ts";
import type { Fault } from "./faults.ts";
import { type ServerOptions, startStorageServer, type StorageServer } from "./server.ts";

/** A server for one test, and a datastore in its bucket. */
export interface Served {
  readonly server: StorageServer;
  readonly store: Store;
  /** What `onRetry` heard. */
  readonly retries: readonly string[];
}

/**
 * @param deadlineMs of the datastore; a quarter of it is the time of one attempt. Only what must wait for its end may set less: a
 * machine that is busy elsewhere makes an attempt late, and one that is made again is one request more
 */
export async function serve(url = "gs://acme/fleet", deadlineMs = 60_000, options: ServerOptions = {}): Promise<Served> {
  const server = await startStorageServer(options);
  onTestFinished(() => server.stop());
  const retries: string[] = [];
  const store = await openStore(url, { root: "/", apiEndpoint: server.url, deadlineMs, onRetry: (what) => retries.push(what) });
  return { server, store, retries };
}

/** The requests as `POST 412`; `-` for one that was not answered. */
export const log = ({ requests }: StorageServer): readonly string[] => requests.map(({ method, status }) => `${method} ${status ?? "-"}`);

/** The deadline for these faults: one that never ends is waited for, for a quarter of it. */
export const deadlineFor = (faults: readonly Fault[]): number => (faults.some(({ kind }) => kind.startsWith("stall")) ? 4000 : 60_000);

/** The text of an object. */
export const stored = (server: StorageServer, path: string): string | undefined => server.objects().get(path)?.bytes.toString();

/** What a promise was rejected with, as `CODE: message | hint`. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    (value) => `not refused: ${JSON.stringify(value)}`,
    (error: { readonly code?: string; readonly message: string; readonly hint?: string }) =>
      `${error.code}: ${error.message} | ${error.hint}`,
  );
