/** The backends under test: each runs for real, and every test gets a fresh datastore. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildFakeGcs } from "../../tools/fake-gcs/build.ts";
import { startFakeGcs } from "../../tools/fake-gcs/start.ts";
import { startStorageServer } from "../storage-server/server.ts";
import type { Place } from "./place.ts";

/** Behaviour in which backends differ. */
export interface Traits {
  /** True if a listing returns the metadata of the last write. */
  readonly keepsMetadata: boolean;
  /** True if an object of another generation is not removed. fake-gcs-server checks preconditions on uploads only. */
  readonly checksDeletePreconditions: boolean;
}

export interface Running {
  /** Returns an empty datastore for one test. */
  readonly fresh: () => Place;
  /** Writes an object as another tool does, without a store. */
  readonly put: (place: Place, name: string, text: string, metadata?: Readonly<Record<string, string>>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export interface Backend {
  readonly name: string;
  /** The scheme of its addresses, as `lib/releases/backends.ts` lists it. */
  readonly scheme: string;
  readonly traits: Traits;
  /** Why the backend does not run on this machine. */
  readonly skipped?: string | undefined;
  readonly start: () => Promise<Running>;
}

const directory: Backend = {
  name: "a directory",
  scheme: "file:",
  traits: { keepsMetadata: false, checksDeletePreconditions: true },
  start: async () => {
    const root = mkdtempSync(join(tmpdir(), "fairlead-datastore-"));
    return {
      fresh: () => ({ url: `file:${mkdtempSync(join(root, "store-"))}` }),
      put: async ({ url }, name, text) => {
        const path = join(url.slice("file:".length), name);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text);
      },
      stop: async () => rmSync(root, { recursive: true, force: true }),
    };
  },
};

/** Returns a function that counts up addresses: `gs://acme/fleet-1`, `gs://acme/fleet-2`. */
function freshIn(bucket: string, apiEndpoint: string): () => Place {
  let count = 0;
  return () => ({ url: `gs://${bucket}/fleet-${(count += 1)}`, apiEndpoint });
}

const objectOf = ({ url }: Place, name: string): string => `${url.split("/").slice(3).join("/")}/${name}`;

const server: Backend = {
  name: "a bucket of the storage server",
  scheme: "gs:",
  traits: { keepsMetadata: true, checksDeletePreconditions: true },
  start: async () => {
    const { url, put, stop } = await startStorageServer();
    return {
      fresh: freshIn("acme", url),
      put: async (place, name, text, metadata) => put("acme", { name: objectOf(place, name), text, metadata }),
      stop,
    };
  },
};

const built = await buildFakeGcs();
const skipped = "skipped" in built ? `fake-gcs-server: skipped, ${built.skipped}` : undefined;
if (skipped !== undefined) process.stderr.write(`${skipped}\n`);

const fakeGcs: Backend = {
  name: skipped ?? "a bucket of fake-gcs-server",
  scheme: "gs:",
  traits: { keepsMetadata: true, checksDeletePreconditions: false },
  skipped,
  start: async () => {
    if ("skipped" in built) throw new Error(skipped);
    const { apiEndpoint, bucket, stop } = await startFakeGcs(built.program);
    return {
      fresh: freshIn(bucket, apiEndpoint),
      put: async (place, name, text, metadata) => {
        const about = JSON.stringify({ name: objectOf(place, name), contentType: "text/plain", metadata });
        const part = (type: string, content: string): string => `--part\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
        const { ok, status } = await fetch(`${apiEndpoint}/upload/storage/v1/b/${bucket}/o?uploadType=multipart`, {
          method: "POST",
          headers: { "content-type": "multipart/related; boundary=part" },
          body: `${part("application/json", about)}${part("text/plain", text)}--part--\r\n`,
        });
        if (!ok) throw new Error(`fake-gcs-server refuses an upload: ${status}`);
      },
      stop,
    };
  },
};

/** Every backend, the simplest first. */
export const backends: readonly Backend[] = [directory, server, fakeGcs];
