import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { directoryStore } from "../../lib/releases/directory/directory-store.ts";
import { makeRelease, type Release } from "../../lib/releases/release.ts";
import { recordRelease, type Writer } from "../../lib/releases/record.ts";
import { setChannel } from "../../lib/releases/set.ts";
import type { Store } from "../../lib/releases/store.ts";

/** A datastore in a directory, with the operations of tests. */
export interface FilledStore {
  readonly store: Store;
  /** Records a build, and moves `main` or another channel to it. */
  readonly build: (service: string, number: number, fields?: Partial<Release>, channel?: string) => Promise<Release>;
  readonly set: (service: string, channel: string, to: Release) => Promise<unknown>;
  /** Writes an object directly. */
  readonly spoil: (name: string, text: string) => Promise<void>;
  readonly drop: (name: string) => Promise<void>;
}

/** Makes a digest whose first 12 hex digits are the number. */
export const digestOf = (number: number): string => `sha256:${number.toString(16).padStart(12, "0").padEnd(64, "0")}`;

/** Makes the release of a build. Build 1 is of January 1st, 2026, build 2 of January 2nd. */
export const releaseOfBuild = (service: string, number: number, fields: Partial<Release> = {}): Release =>
  makeRelease({
    service,
    image: `registry.example.com/shop/${service}`,
    tag: `v${number}`,
    digest: digestOf(number),
    commit: number.toString(16).padStart(7, "0"),
    run: `run-${number}`,
    build: number,
    builtAt: new Date(Date.UTC(2026, 0, number)).toISOString(),
    writeId: `write-${service}-${number}`,
    ...fields,
  });

/** Runs `work` with a datastore in a temporary directory. `over` wraps the store. */
export async function withStore<T>(
  work: (filled: FilledStore) => Promise<T>,
  over: (store: Store) => Store = (store) => store,
): Promise<T> {
  const root = await mkdtemp(join(tmpdir(), "fairlead-releases-"));
  const store = over(directoryStore("file:releases", root));
  let writes = 0;
  const writer: Writer = { now: () => "2026-06-01T00:00:00Z", writeId: () => `write-${(writes += 1)}` };
  try {
    return await work({
      store,
      build: async (service, number, fields, channel = "main") => {
        const release = releaseOfBuild(service, number, fields);
        await recordRelease(store, release, channel, writer);
        return release;
      },
      set: (service, channel, to) =>
        setChannel(store, { service, channel, to: to.id, by: "ann", reason: "a test", renumber: false }, writer),
      spoil: (name, text) => {
        mkdirSync(dirname(join(root, name)), { recursive: true });
        return writeFile(join(root, name), text);
      },
      drop: (name) => rm(join(root, name)),
    });
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Wraps a store: listings return metadata, as a bucket's do, and `asked` logs the requests. */
export function remembering(store: Store): {
  readonly store: Store;
  readonly asked: string[];
  readonly metadata: Map<string, Record<string, string>>;
} {
  const asked: string[] = [];
  const metadata = new Map<string, Record<string, string>>();
  const list: Store["list"] = async (prefix) => {
    asked.push(`list ${prefix}`);
    return (await store.list(prefix)).map(({ name }) => ({ name, metadata: metadata.get(name) }));
  };
  return {
    asked,
    metadata,
    store: {
      url: store.url,
      deadlineMs: store.deadlineMs,
      settle: (name) => store.settle(name),
      read: (name) => {
        asked.push(`read ${name}`);
        return store.read(name);
      },
      write: async (name, text, options) => {
        const outcome = await store.write(name, text, options);
        if (outcome === "written" && options.metadata !== undefined) metadata.set(name, { ...options.metadata });
        return outcome;
      },
      list,
      pages: async function* (prefix) {
        yield await list(prefix);
      },
      listsFields: true,
      remove: (name, generation) => store.remove(name, generation),
    },
  };
}
