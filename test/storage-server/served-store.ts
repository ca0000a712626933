import { onTestFinished } from "vitest";
import { gcsStore } from "../../lib/releases/gcs/gcs-store.ts";
import type { Store } from "../../lib/releases/store.ts";
import { type ServerOptions, startStorageServer, type StorageServer } from "./server.ts";

/** A server for one test, and a datastore in its bucket. */
export interface Served {
  readonly server: StorageServer;
  readonly store: Store;
  /** What `onRetry` heard. */
  readonly retries: readonly string[];
}

/** @param deadlineMs of the datastore; a quarter of it is the time of one attempt */
export async function serve(url = "gs://acme/fleet", deadlineMs = 2000, options: ServerOptions = {}): Promise<Served> {
  const server = await startStorageServer(options);
  onTestFinished(() => server.stop());
  const retries: string[] = [];
  const store = gcsStore(url, { root: "/", apiEndpoint: server.url, deadlineMs, onRetry: (what) => retries.push(what) });
  return { server, store, retries };
}

/** The requests as `POST 412`; `-` for one that was not answered. */
export const log = ({ requests }: StorageServer): readonly string[] => requests.map(({ method, status }) => `${method} ${status ?? "-"}`);

/** The text of an object. */
export const stored = (server: StorageServer, path: string): string | undefined => server.objects().get(path)?.bytes.toString();

/** What a promise was rejected with, as `CODE: message | hint`. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    (value) => `not refused: ${JSON.stringify(value)}`,
    (error: { readonly code?: string; readonly message: string; readonly hint?: string }) =>
      `${error.code}: ${error.message} | ${error.hint}`,
  );
