import { onTestFinished } from "vitest";
import { openStore } from "../../lib/releases/open.ts";
import type { Store } from "../../lib/releases/store.ts";
import type { Fault } from "./faults.ts";
import { type ServerOptions, startStorageServer, type StorageServer } from "./server.ts";

/** A server for one test, and a datastore in its bucket. */
export interface Served {
  readonly server: StorageServer;
  readonly store: Store;
  /** The lines that `onRetry` got. */
  readonly retries: readonly string[];
}

/**
 * Starts a server and opens a datastore in its bucket, for one test.
 * @param deadlineMs milliseconds of the datastore. One attempt gets a quarter. A busy machine needs the default: a slow attempt is
 * repeated, which adds a request
 */
export async function serve(url = "gs://acme/fleet", deadlineMs = 60_000, options: ServerOptions = {}): Promise<Served> {
  const server = await startStorageServer(options);
  onTestFinished(() => server.stop());
  const retries: string[] = [];
  const store = await openStore(url, { root: "/", apiEndpoint: server.url, deadlineMs, onRetry: (line) => retries.push(line) });
  return { server, store, retries };
}

/** Lists the requests as `POST 412`, with `-` for one without an answer. */
export const log = ({ requests }: StorageServer): readonly string[] => requests.map(({ method, status }) => `${method} ${status ?? "-"}`);

/** Returns the deadline for these faults. A stalled request takes a quarter of it. */
export const deadlineFor = (faults: readonly Fault[]): number => (faults.some(({ kind }) => kind.startsWith("stall")) ? 4000 : 60_000);

/** Returns the content of an object as a string. */
export const stored = (server: StorageServer, path: string): string | undefined => server.objects().get(path)?.bytes.toString();

/** Formats the error of a promise as `CODE: message | hint`. */
export const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    (value) => `not refused: ${JSON.stringify(value)}`,
    (error: { readonly code?: string; readonly message: string; readonly hint?: string }) =>
      `${error.code}: ${error.message} | ${error.hint}`,
  );
